import { CIFAR10_CLASSES } from '@bcos-bench/vocabulary';
import type { DataRequest, LabelledImage, ImageSource, Reporters } from '../datasetKind.js';
import { cifarImages } from '../cifar/cifarImages.js';
import { CIFAR_SHAPE } from '../cifar/planes.js';
import { imageCount } from '../imageCount.js';
import { requireOwnShape } from '../ownShape.js';
import { ALL_BATCH_FILES, BATCH_FILES, checkBatchFile, readRecord, RECORDS_A_BATCH } from './batchFile.js';
import { openBatches, type Batches } from './batches.js';
import { unofficialFiles } from './contentIdentity.js';
import { downloadedArchive } from './downloadedArchive.js';
import { pickledForm } from './pickledForm.js';

/**
 * The images of CIFAR-10 from `source`, or from the downloaded archive without one. Every record of every batch is checked,
 * however few are asked for.
 * @throws Fault where the source is missing or a record is unsound
 */
export async function cifar10Images(
  request: DataRequest,
  reporters: Reporters,
  recordsABatch = RECORDS_A_BATCH,
): Promise<ImageSource> {
  requireOwnShape(CIFAR_SHAPE, request, 'the images of CIFAR-10');
  const { source, counts } = request;
  const path = source ?? (await downloadedArchive(reporters));
  const pickled = await pickledForm(path, recordsABatch);
  if (pickled !== null) return cifarImages(path, pickled, request, reporters, 'the images of CIFAR-10');
  const batches = await openBatches(path, recordsABatch);
  for (const file of ALL_BATCH_FILES) checkBatchFile(await batches.read(file), batches.whereIs(file), recordsABatch);
  const unofficial = await unofficialFiles(batches);
  if (unofficial.length > 0) reporters.note(unofficialNote(unofficial));
  const wanted = {
    train: imageCount('train', counts.train, BATCH_FILES.train.length * recordsABatch),
    test: imageCount('test', counts.test, BATCH_FILES.test.length * recordsABatch),
  };
  return {
    classes: CIFAR10_CLASSES,
    counts: wanted,
    shape: CIFAR_SHAPE,
    images: (split) => firstImages(batches, BATCH_FILES[split], recordsABatch, wanted[split]),
  };
}

/** The path is no part of it: what is noted must follow from the content. */
function unofficialNote(files: readonly string[]): string {
  const which =
    files.length === ALL_BATCH_FILES.length
      ? 'no batch file has'
      : `${files.join(', ')} ${files.length === 1 ? 'has not' : 'have not'}`;
  return `not the official CIFAR-10: ${which} the content that its authors publish; every record is sound`;
}

async function* firstImages(
  batches: Batches,
  files: readonly string[],
  recordsABatch: number,
  count: number,
): AsyncGenerator<LabelledImage> {
  let left = count;
  for (const file of files) {
    if (left === 0) return;
    const bytes = await batches.read(file);
    const records = Math.min(recordsABatch, left);
    for (let record = 0; record < records; record += 1) yield readRecord(bytes, record);
    left -= records;
  }
}
