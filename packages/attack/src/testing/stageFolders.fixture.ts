import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildNetwork, initialWeights } from '@bcos-bench/models';
import {
  PICTURE_SIZE,
  randomStream,
  writeCheckpoint,
  writeJson,
  writeShard,
  type Dataset,
  type Model,
} from '@bcos-bench/stage';

const CLASSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** Writes a data folder of `count` random pictures in two shards. */
export function writeData(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const random = randomStream(99);
  const half = Math.ceil(count / 2);
  const shard = (number: number, from: number, rows: number) => {
    const pictures = {
      index: Int32Array.from({ length: rows }, (_, i) => from + i),
      images: Uint8Array.from({ length: rows * PICTURE_SIZE }, () => random.uint32() & 255),
      labels: Int32Array.from({ length: rows }, (_, i) => (from + i) % CLASSES.length),
    };
    return writeShard(folder, `test-0000${number}-of-00002.arrow`, pictures, { classes: CLASSES, split: 'test' });
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

/** Writes a checkpoint of random weights. */
export function writeNetwork(folder: string, name: string, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const bcos = name.startsWith('bcos');
  const architecture = { name, b: bcos ? 2 : 1, maxOut: 1, norm: 'none' };
  const model: Model = {
    architecture,
    classes: CLASSES,
    encoding: bcos ? 'rgb+inverse' : 'rgb',
    normalisation: null,
    loss: bcos ? 'bce' : 'cross-entropy',
    provenance: { stage: 'bcos-train', dataset: null, parameters: {} },
    cleanAccuracy: null,
  };
  const { parameters } = buildNetwork(architecture, CLASSES.length, null);
  writeCheckpoint(folder, { model, arrays: initialWeights(parameters, seed) });
}
