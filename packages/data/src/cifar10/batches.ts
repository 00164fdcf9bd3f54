import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder, requireRegularFile } from '@bcos-bench/formats/regularFile';
import { namesIn } from '../namesIn.js';
import { ALL_BATCH_FILES, RECORD_BYTES, RECORDS_A_BATCH } from './batchFile.js';
import { unpackedBatches } from './unpackedBatches.js';
import { likelyVariant, REMEDY } from './variants.js';

/** The batch files of CIFAR-10, wherever they are. */
export interface Batches {
  /** The content of a batch file, unchecked. @throws Fault where it cannot be read */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** What a fault calls the file. */
  readonly whereIs: (file: string) => string;
}

/**
 * The files that hold the content of a CIFAR-10 source: the batch files of a folder (or of its child
 * cifar-10-batches-bin), or the archive itself.
 * @throws Fault where the source or one of its batch files is missing, or is neither a folder nor a regular file
 */
export function sourceFiles(source: string): string[] {
  if (!requireFileOrFolder(source, REMEDY).isDirectory()) return [source];
  const names = namesIn(source, REMEDY);
  const folder = names.includes('cifar-10-batches-bin') ? join(source, 'cifar-10-batches-bin') : source;
  const inFolder = folder === source ? names : namesIn(folder, REMEDY);
  return ALL_BATCH_FILES.map((file) => {
    if (!inFolder.includes(file)) throw lacking(file, inFolder, folder);
    const path = join(folder, file);
    requireRegularFile(path, REMEDY);
    return path;
  });
}

/** A source that has this one is CIFAR-10, though it may lack others. */
const FIRST_BATCH = 'data_batch_1.bin';

function lacking(file: string, names: readonly string[], where: string): Fault {
  const variant = likelyVariant(names);
  const what = `has no ${file}`;
  if (variant === undefined || names.includes(FIRST_BATCH)) return new Fault({ what, where, remedy: REMEDY });
  return new Fault({ what: `${what}: ${variant.what}`, where, remedy: variant.remedy });
}

/** Opens a folder of batch files or a tar archive, gzipped or not. @throws Fault where it is missing, damaged or lacks a batch */
export async function openBatches(source: string, recordsABatch = RECORDS_A_BATCH): Promise<Batches> {
  const batchBytes = recordsABatch * RECORD_BYTES;
  const isFolder = requireFileOrFolder(source, REMEDY).isDirectory();
  return isFolder ? folderBatches(source, batchBytes) : await archiveBatches(source, batchBytes);
}

function folderBatches(source: string, batchBytes: number): Batches {
  const paths = new Map(sourceFiles(source).map((path, i) => [ALL_BATCH_FILES[i], path]));
  const whereIs = (file: string): string => paths.get(file) ?? join(source, file);
  return {
    whereIs,
    read: async (file) => {
      const path = whereIs(file);
      const { size } = requireRegularFile(path, REMEDY);
      if (size > batchBytes) {
        throw new Fault({ what: `has ${size} bytes, not ${batchBytes}`, where: path, remedy: REMEDY });
      }
      try {
        return await readFile(path);
      } catch (error) {
        const what = `cannot be read (${reasonOf(error)})`;
        throw new Fault({ what, where: path, remedy: REMEDY }, { cause: error });
      }
    },
  };
}

async function archiveBatches(archive: string, batchBytes: number): Promise<Batches> {
  const { files, names } = await unpackedBatches(archive, batchBytes);
  const read = (file: string): Promise<Uint8Array> => {
    const bytes = files.get(file);
    if (bytes === undefined) throw lacking(file, names, archive);
    return Promise.resolve(bytes);
  };
  await Promise.all(ALL_BATCH_FILES.map(read));
  return { read, whereIs: (file) => `${archive}, ${file}` };
}
