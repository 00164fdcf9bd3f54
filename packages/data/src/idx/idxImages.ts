import type { SplitName } from '@bcos-bench/formats';
import { at, Fault, type ImageShape } from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource, LabelledImage } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { requireOwnShape } from '../ownShape.js';
import { readIdx, type IdxArray } from './idxFile.js';
import { idxFiles, type IdxFiles } from './idxFiles.js';

/** Images and labels of a split, both checked. */
interface IdxSplit {
  readonly images: IdxArray;
  readonly labels: Uint8Array;
}

/**
 * The grey images of a folder in MNIST's layout.
 * @param classes their names, in the order of the labels
 * @throws Fault where a file is missing or damaged, or a label has no class
 */
export function idxImages(request: DataRequest, classes: readonly string[]): ImageSource {
  const { source, counts } = request;
  const files = idxFiles(source);
  const splits = { train: readSplit(files.train, classes.length), test: readSplit(files.test, classes.length) };
  const shape = shapeOf(splits.train, files.train);
  requireSameShape(splits.test, shape, files.test);
  requireOwnShape(shape, request);
  const countOf = (split: SplitName): number => imageCount(split, counts[split], splits[split].labels.length);
  const wanted = { train: countOf('train'), test: countOf('test') };
  return { classes, counts: wanted, shape, images: (split) => firstImages(splits[split], wanted[split]) };
}

function readSplit(files: IdxFiles, classes: number): IdxSplit {
  const [images, labels] = [readIdx(files.images, 3), readIdx(files.labels, 1).bytes];
  const fault = (what: string): Fault =>
    new Fault({ what, where: files.labels, remedy: 'give images and labels of the same data set' });
  const count = at(images.lengths, 0);
  if (labels.length !== count) throw fault(`has ${labels.length} labels, and there are ${count} images`);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong !== -1) throw fault(`record ${wrong} has the label ${at(labels, wrong)}, but there are ${classes} classes`);
  return { images, labels };
}

function shapeOf({ images }: IdxSplit, { images: where }: IdxFiles): ImageShape {
  const [rows, columns] = [at(images.lengths, 1), at(images.lengths, 2)];
  if (rows > 0 && columns > 0) return [rows, columns, 1];
  throw new Fault({ what: `has images of ${rows}x${columns} pixels`, where, remedy: 'download the file again' });
}

function requireSameShape({ images }: IdxSplit, [rows, columns]: ImageShape, { images: where }: IdxFiles): void {
  const [ownRows, ownColumns] = [at(images.lengths, 1), at(images.lengths, 2)];
  if (ownRows === rows && ownColumns === columns) return;
  const what = `has images of ${ownRows}x${ownColumns} pixels, and those for training are ${rows}x${columns}`;
  throw new Fault({ what, where, remedy: 'give test images of the same data set' });
}

function* firstImages({ images, labels }: IdxSplit, count: number): Generator<LabelledImage> {
  const size = at(images.lengths, 1) * at(images.lengths, 2);
  for (let image = 0; image < count; image += 1) {
    yield { image: images.bytes.subarray(image * size, (image + 1) * size), label: at(labels, image) };
  }
}
