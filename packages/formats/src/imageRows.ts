import { join } from 'node:path';
import { Fault, numbersOf, type ImageShape } from '@bcos-bench/vocabulary';
import { int32Column, readDigestedArrow, uint8Column } from './arrow/arrowFile.js';
import { DATA_REMEDY, readDataset, type Dataset, type Images, type SplitName } from './dataset.js';
import { rowsInFile } from './fileRows.js';

/** The images of a split, or the first of them. Memory holds their numbers and labels; an image is read when it is asked for. */
export interface ImageRows {
  readonly shape: ImageShape;
  /** The number of each image in its split. */
  readonly index: Int32Array;
  readonly labels: Int32Array;
  /**
   * The bytes (row, column, channel) of the image at a place of `index`, which the caller leaves as they are.
   * @throws RangeError where there is no such place
   * @throws Fault where the file has changed since it was checked
   */
  readonly image: (place: number) => Uint8Array;
}

/** Images that are in memory as they are. */
export function imagesInMemory({ shape, index, labels, images }: Images): ImageRows {
  return { shape, index, labels, image: rowsOf(images, numbersOf(shape)) };
}

/** Rows of `width` bytes each, one after the other. */
function rowsOf(values: Uint8Array, width: number): ImageRows['image'] {
  return (place) => values.subarray(place * width, (place + 1) * width);
}

/**
 * Opens the first `limit` images of a split (all without it). Every shard that holds one is read once and checked against its
 * SHA-256, one at a time. A shard as `bcos-data` writes it, in one batch and not packed, is then read image by image; one that
 * another program wrote otherwise is unpacked into memory.
 * @throws Fault where a shard is missing, changed or holds a label that the data set has no class for
 */
export function openImages(folder: string, split: SplitName, limit = Infinity): ImageRows {
  const dataset = readDataset(folder);
  const { count, shards } = dataset.splits[split];
  const wanted = Math.min(count, limit);
  const [index, labels] = [new Int32Array(wanted), new Int32Array(wanted)];
  const parts: { readonly from: number; readonly image: ImageRows['image'] }[] = [];
  let at = 0;
  for (const shard of shards) {
    if (at >= wanted) break;
    const part = openShard(folder, shard, dataset.shape);
    const rows = Math.min(part.index.length, wanted - at);
    index.set(part.index.subarray(0, rows), at);
    labels.set(part.labels.subarray(0, rows), at);
    requireKnownLabels(
      { index: index.subarray(at, at + rows), labels: labels.subarray(at, at + rows) },
      dataset,
      split,
      folder,
    );
    parts.push({ from: at, image: part.image });
    at += rows;
  }
  if (at < wanted) {
    const what = `split '${split}' ends after ${at} of ${wanted} images`;
    throw new Fault({ what, where: folder, remedy: DATA_REMEDY });
  }
  return {
    shape: dataset.shape,
    index,
    labels,
    image: (place) => {
      const part = place >= 0 && place < wanted ? parts.findLast(({ from }) => from <= place) : undefined;
      if (part === undefined) throw new RangeError(`there is no image at place ${place} of ${wanted}`);
      return part.image(place - part.from);
    },
  };
}

/**
 * The first `limit` images of a split (all without it), in memory.
 * @throws Fault as `openImages` does
 */
export function readImages(folder: string, split: SplitName, limit = Infinity): Images {
  const { shape, index, labels, image } = openImages(folder, split, limit);
  const images = new Uint8Array(index.length * numbersOf(shape));
  for (const place of index.keys()) images.set(image(place), place * numbersOf(shape));
  return { shape, index, labels, images };
}

function openShard(
  folder: string,
  { file, rows, sha256 }: Dataset['splits'][SplitName]['shards'][number],
  shape: ImageShape,
): Pick<ImageRows, 'index' | 'labels' | 'image'> {
  const path = join(folder, file);
  const read = readDigestedArrow(path, DATA_REMEDY);
  const wrong = (what: string): Fault => new Fault({ what, where: path, remedy: DATA_REMEDY });
  if (read.sha256 !== sha256) throw wrong('does not have the SHA-256 that dataset.json names');
  if (read.file.rows !== rows) throw wrong(`has ${read.file.rows} images, and dataset.json says ${rows}`);
  const width = numbersOf(shape);
  const values = uint8Column(read.file, 'image', width);
  const isView = values.buffer === read.content.buffer;
  return {
    index: int32Column(read.file, 'index').slice(),
    labels: int32Column(read.file, 'label').slice(),
    image: isView
      ? rowsInFile(path, { from: values.byteOffset - read.content.byteOffset, width })
      : rowsOf(values, width),
  };
}

function requireKnownLabels(
  { index, labels }: Pick<ImageRows, 'index' | 'labels'>,
  { classes }: Dataset,
  split: SplitName,
  folder: string,
): void {
  const wrong = labels.findIndex((label) => label < 0 || label >= classes.length);
  if (wrong < 0) return;
  const what = `image ${index[wrong]} of '${split}' has label ${labels[wrong]}`;
  throw new Fault({ what, where: folder, remedy: DATA_REMEDY });
}
