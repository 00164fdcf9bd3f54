import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { numbersOf, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { writeJson, writeShard, type Dataset } from '@bcos-bench/formats';

export const CLASSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** What the images of a data folder may have of their own. */
export interface DataSettings {
  /** The class of an image; all in turn unless given. */
  readonly labelOf?: (index: number) => number;
  readonly shape?: ImageShape;
}

/** Writes a data folder of `count` random images in two shards. */
export function writeData(folder: string, count: number, settings: DataSettings = {}): void {
  const { labelOf = (index) => index % CLASSES.length, shape = USUAL_IMAGE_SHAPE } = settings;
  mkdirSync(folder, { recursive: true });
  const random = randomStream(99);
  const half = Math.ceil(count / 2);
  const shard = (number: number, from: number, rows: number) => {
    const images = {
      shape,
      index: Int32Array.from({ length: rows }, (_, i) => from + i),
      images: Uint8Array.from({ length: rows * numbersOf(shape) }, () => random.uint32() & 255),
      labels: Int32Array.from({ length: rows }, (_, i) => labelOf(from + i)),
    };
    return writeShard(folder, `test-0000${number}-of-00002.arrow`, images, { classes: CLASSES, split: 'test' });
  };
  writeJson(join(folder, 'dataset.json'), {
    name: 'noise',
    classes: CLASSES,
    shape: [...shape],
    splits: {
      train: { count: 0, shards: [] },
      test: { count, shards: [shard(0, 0, half), shard(1, half, count - half)] },
    },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
  } satisfies Dataset);
}
