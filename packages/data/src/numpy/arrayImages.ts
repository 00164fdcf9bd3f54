import { readFileSync } from 'node:fs';
import type { SplitName } from '@bcos-bench/formats';
import { at, Fault, lookUp, sameShape, shapeText, type ImageShape } from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource, LabelledImage, Reporters } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { requireOwnShape } from '../ownShape.js';
import { ChannelSums, type ChannelStatistics } from '../shards/channelStatistics.js';
import { imageArray } from './imageArray.js';
import { labelArray } from './labelArray.js';
import { ARRAYS_REMEDY, arrayFiles, type ArrayFiles } from './namedArrays.js';
import { npzArrays } from './npzFile.js';
import { splitNames, type SplitArrays } from './splitNames.js';
import { npyFile, type StoredArray } from './storedArray.js';

/** Images and labels of a split, as many of the one as of the other. */
export interface ArraySplit {
  readonly shape: ImageShape;
  readonly images: () => Iterable<Uint8Array>;
  readonly labels: readonly number[];
}

/** A split without an image. */
export const emptySplit = (shape: ImageShape): ArraySplit => ({ shape, images: () => [], labels: [] });

/**
 * The images of arrays of NumPy. Without training images, channel means and deviations are those of the test images.
 * @throws Fault where an array is missing or damaged, or images and labels do not go together
 */
export async function arrayImages(request: DataRequest, { note }: Pick<Reporters, 'note'>): Promise<ImageSource> {
  const files = arrayFiles(request.source);
  const arrays = await namedArrays(files);
  const names = splitNames(arrays.keys());
  if (names.test === null) {
    const what = `has no test images: its arrays are ${[...arrays.keys()].join(', ')}`;
    const remedy = 'name them images and labels, or x_train, y_train, x_test and y_test';
    throw new Fault({ what, where: files.source, remedy });
  }
  const test = readSplit(arrays, names.test);
  const train = names.train === null ? emptySplit(test.shape) : readSplit(arrays, names.train);
  requireSameShape(train, test);
  requireOwnShape(test.shape, request);
  const classes = classNames(files, [...train.labels, ...test.labels], note);
  return arraySource({ train, test }, classes, request.counts, note);
}

/**
 * A data set of splits that are in arrays.
 * @param statistics of the training images, for a data set that has none of its own
 */
export function arraySource(
  splits: Readonly<Record<SplitName, ArraySplit>>,
  classes: readonly string[],
  counts: DataRequest['counts'],
  note: Reporters['note'],
  statistics?: ChannelStatistics,
): ImageSource {
  const { train, test } = splits;
  const countOf = (split: SplitName): number => imageCount(split, counts[split], splits[split].labels.length);
  const wanted = { train: countOf('train'), test: countOf('test') };
  return {
    classes,
    counts: wanted,
    shape: test.shape,
    ...(train.labels.length === 0 && { statistics: statistics ?? statisticsOf(test, wanted.test, note) }),
    images: (split) => labelled(splits[split], wanted[split]),
  };
}

function* labelled({ images, labels }: ArraySplit, count: number): Generator<LabelledImage> {
  let place = 0;
  for (const image of images()) {
    if (place === count) return;
    yield { image, label: at(labels, place) };
    place += 1;
  }
}

function statisticsOf(split: ArraySplit, count: number, note: Reporters['note']): ChannelStatistics {
  note('there are no training images: channel means and deviations are those of the test images');
  const sums = new ChannelSums(split.shape[2]);
  for (const { image } of labelled(split, count)) sums.add(image);
  return sums.statistics();
}

/** What opens the arrays of a source, by their names: those of a folder are not looked at before. */
async function namedArrays(files: ArrayFiles): Promise<ReadonlyMap<string, () => StoredArray>> {
  if (files.kind === 'folder') return new Map([...files.arrays].map(([name, path]) => [name, () => npyFile(path)]));
  return new Map([...(await npzArrays(files.source))].map(([name, array]) => [name, () => array]));
}

/** The split of two arrays by their names. @throws Fault where images and labels are not as many */
function readSplit(arrays: ReadonlyMap<string, () => StoredArray>, { images, labels }: SplitArrays): ArraySplit {
  return splitOf(lookUp(arrays, images)(), lookUp(arrays, labels)());
}

/** The split of two arrays. @throws Fault where images and labels are not as many */
export function splitOf(images: StoredArray, labels: StoredArray): ArraySplit {
  const [ofImages, ofLabels] = [imageArray(images), labelArray(labels)];
  const { shape, count } = ofImages;
  if (count === ofLabels.length) return { shape, labels: ofLabels, images: () => ofImages.images(0, count) };
  const what = `has ${ofLabels.length} labels, and there are ${count} images`;
  throw new Fault({ what, where: labels.where, remedy: ARRAYS_REMEDY });
}

function requireSameShape(train: ArraySplit, test: ArraySplit): void {
  if (sameShape(train.shape, test.shape)) return;
  const what = `training images are of ${shapeText(train.shape)}, test images of ${shapeText(test.shape)}`;
  throw new Fault({ what, where: '--source', remedy: 'give images of one shape' });
}

/** The names in `classes.txt`, or the numbers of the labels. @throws Fault where a label has no class */
function classNames(files: ArrayFiles, labels: readonly number[], note: Reporters['note']): string[] {
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (files.kind === 'archive' || files.classes === null) {
    note(`the classes have no names: they are called 0 to ${largest}, as the labels are`);
    return Array.from({ length: Math.max(2, largest + 1) }, (_, label) => String(label));
  }
  const names = readFileSync(files.classes, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (largest < names.length) return names;
  const what = `names ${names.length} classes, and there is the label ${largest}`;
  throw new Fault({ what, where: files.classes, remedy: 'write a line for each class, in the order of the labels' });
}
