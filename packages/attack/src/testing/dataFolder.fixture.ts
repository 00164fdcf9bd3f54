import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { writeJson, writeShard, type Dataset } from '@bcos-bench/formats';

export const CLASSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** Writes a data folder of `count` random images in two shards. @param labelOf the class of an image; all in turn unless given */
export function writeData(
  folder: string,
  count: number,
  labelOf: (index: number) => number = (index) => index % CLASSES.length,
): void {
  mkdirSync(folder, { recursive: true });
  const random = randomStream(99);
  const half = Math.ceil(count / 2);
  const shard = (number: number, from: number, rows: number) => {
    const images = {
      shape: USUAL_IMAGE_SHAPE,
      index: Int32Array.from({ length: rows }, (_, i) => from + i),
      images: Uint8Array.from({ length: rows * numbersOf(USUAL_IMAGE_SHAPE) }, () => random.uint32() & 255),
      labels: Int32Array.from({ length: rows }, (_, i) => labelOf(from + i)),
    };
    return writeShard(folder, `test-0000${number}-of-00002.arrow`, images, { classes: CLASSES, split: 'test' });
  };
  writeJson(join(folder, 'dataset.json'), {
    name: 'noise',
    classes: CLASSES,
    shape: [32, 32, 3],
    splits: {
      train: { count: 0, shards: [] },
      test: { count, shards: [shard(0, 0, half), shard(1, half, count - half)] },
    },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
  } satisfies Dataset);
}
