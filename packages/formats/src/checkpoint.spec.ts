import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { readCheckpoint, writeCheckpoint, writeStreamedCheckpoint, type Checkpoint } from './checkpoint.js';
import { writeJson } from './json.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const checkpoint: Checkpoint = {
  model: {
    architecture: { name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' },
    classes: ['cat', 'dog'],
    encoding: 'rgb+inverse',
    normalisation: null,
    loss: 'bce',
    provenance: { stage: 'bcos-train', dataset: 'shapes', parameters: { epochs: 2, adversarial: null } },
    cleanAccuracy: { split: 'test', top1: proportion(9, 10), top5: proportion(10, 10) },
  },
  arrays: new Map([['stem.linear.weight', { shape: [1, 2], data: Float32Array.of(1.5, -2) }]]),
};

it('reads back a model and its weights', () => {
  writeCheckpoint(folder, checkpoint);
  expect(readCheckpoint(folder)).toEqual(checkpoint);
});

it('reads back one that was written array by array', () => {
  const sources = [...checkpoint.arrays].map(([name, { shape, data }]) => [name, { shape, read: () => data }] as const);
  writeStreamedCheckpoint(folder, checkpoint.model, new Map(sources));
  expect(readCheckpoint(folder)).toEqual(checkpoint);
});

it('names the key of model.json that is wrong', () => {
  writeCheckpoint(folder, checkpoint);
  const { model } = checkpoint;
  writeJson(join(folder, 'model.json'), { ...model, architecture: { ...model.architecture, b: 0.5 } });
  expect(() => readCheckpoint(folder)).toThrow("model.json: key 'architecture.b' is wrong");
});

it('is a fault where a deviation is negative or zero', () => {
  for (const std of [-0.2, 0]) {
    writeCheckpoint(folder, checkpoint);
    writeJson(join(folder, 'model.json'), {
      ...checkpoint.model,
      normalisation: { mean: [0.5, 0.5, 0.5], std: [0.2, std, 0.2] },
    });
    expect(() => readCheckpoint(folder)).toThrow("model.json: key 'normalisation.std.1' is wrong");
  }
});

it('is a fault where the weights are missing', () => {
  writeCheckpoint(folder, checkpoint);
  rmSync(join(folder, 'model.safetensors'));
  expect(() => readCheckpoint(folder)).toThrow(/model\.safetensors: cannot be read .*; make the checkpoint again/);
});
