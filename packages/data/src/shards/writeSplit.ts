import { numbersOf, type ImageShape } from '@bcos-bench/vocabulary';
import { writeShard, type Dataset, type Images, type SplitName } from '@bcos-bench/formats';
import type { LabelledImage } from '../datasetKind.js';

/** The most bytes that the images of a shard take, and the most images of a shard: 30 MB of CIFAR's. */
const [SHARD_BYTES, SHARD_ROWS] = [64e6, 10_000];

/** How many images a shard has, but for the last of a split. */
export function rowsPerShard(shape: ImageShape): number {
  return Math.max(1, Math.min(SHARD_ROWS, Math.floor(SHARD_BYTES / numbersOf(shape))));
}

/** A split to be written: `images` gives `count` of them, in the order of their index. */
export interface SplitToWrite {
  readonly split: SplitName;
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly count: number;
  readonly images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>;
}

/**
 * Writes a split's shards, `train-00000-of-00005.arrow` and on, and returns its part of `dataset.json`.
 * Memory holds one shard. `onImage` is called with each image as it goes by.
 */
export async function writeSplit(
  folder: string,
  { split, classes, shape, count, images }: SplitToWrite,
  onImage: (image: Uint8Array) => void,
  rowsAShard = rowsPerShard(shape),
): Promise<Dataset['splits'][SplitName]> {
  const shardCount = Math.max(1, Math.ceil(count / rowsAShard));
  const shards: Dataset['splits'][SplitName]['shards'] = [];
  let shard = emptyShard(shape, 0, Math.min(rowsAShard, count));
  let row = 0;
  let index = 0;
  for await (const { image, label } of images) {
    shard.images.set(image, row * numbersOf(shape));
    shard.labels[row] = label;
    onImage(image);
    row += 1;
    index += 1;
    if (row === shard.index.length) {
      shards.push(writeShard(folder, shardName(split, shards.length, shardCount), shard, { classes, split }));
      shard = emptyShard(shape, index, Math.min(rowsAShard, count - index));
      row = 0;
    }
  }
  if (index !== count) throw new RangeError(`split '${split}' has ${index} images, not ${count}`);
  return { count, shards };
}

/** Room for images that are numbered from `first`. */
function emptyShard(shape: ImageShape, first: number, rows: number): Images {
  return {
    shape,
    index: Int32Array.from({ length: rows }, (_, row) => first + row),
    images: new Uint8Array(rows * numbersOf(shape)),
    labels: new Int32Array(rows),
  };
}

function shardName(split: SplitName, number: number, count: number): string {
  const five = (n: number): string => String(n).padStart(5, '0');
  return `${split}-${five(number)}-of-${five(count)}.arrow`;
}
