import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGE_SIZE, writeJson, writeShard, type Dataset, type Images } from '@bcos-bench/formats';
import { randomStream } from '@bcos-bench/random';

export const CLASSES = ['ant', 'bee', 'cow', 'dog', 'elk', 'fox', 'gnu'];
export const LABELS = [3, 1, 4, 1, 5, 0, 2, 6, 5, 3, 3];

/** The test split: images of noise. */
export function noiseImages(): Images {
  const random = randomStream(5);
  return {
    index: Int32Array.from(LABELS.keys()),
    images: Uint8Array.from({ length: LABELS.length * IMAGE_SIZE }, () => random.uint32() & 255),
    labels: Int32Array.from(LABELS),
  };
}

/** Writes a data set whose test split is `noiseImages` and whose training split is empty. */
export function writeData(folder: string): void {
  mkdirSync(folder);
  const shard = writeShard(folder, 'test-00000-of-00001.arrow', noiseImages(), { classes: CLASSES, split: 'test' });
  writeJson(join(folder, 'dataset.json'), {
    name: 'noise',
    classes: CLASSES,
    shape: [32, 32, 3],
    splits: { train: { count: 0, shards: [] }, test: { count: LABELS.length, shards: [shard] } },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.3, 0.3, 0.3],
  } satisfies Dataset);
}
