import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { numbersOf, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { writeJson, writeShard, type Dataset, type Pictures } from '@bcos-bench/formats';

export const CLASSES = ['ant', 'bee', 'cow', 'dog', 'elk', 'fox', 'gnu'];
export const LABELS = [3, 1, 4, 1, 5, 0, 2, 6, 5, 3, 3];

/** The test split: pictures of noise. */
export function noisePictures(shape: ImageShape = USUAL_IMAGE_SHAPE): Pictures {
  const random = randomStream(5);
  return {
    shape,
    index: Int32Array.from(LABELS.keys()),
    images: Uint8Array.from({ length: LABELS.length * numbersOf(shape) }, () => random.uint32() & 255),
    labels: Int32Array.from(LABELS),
  };
}

/** Writes a data set whose test split is `noisePictures` and whose training split is empty. */
export function writeData(folder: string, shape: ImageShape = USUAL_IMAGE_SHAPE): void {
  mkdirSync(folder);
  const shard = writeShard(folder, 'test-00000-of-00001.arrow', noisePictures(shape), {
    classes: CLASSES,
    split: 'test',
  });
  writeJson(join(folder, 'dataset.json'), {
    name: 'noise',
    classes: CLASSES,
    shape: [...shape],
    splits: { train: { count: 0, shards: [] }, test: { count: LABELS.length, shards: [shard] } },
    channelMean: Array.from({ length: shape[2] }, () => 0.5),
    channelStd: Array.from({ length: shape[2] }, () => 0.3),
  } satisfies Dataset);
}
