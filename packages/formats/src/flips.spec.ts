import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fault, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import {
  openAttackSamples,
  readAttackSamples,
  readExamples,
  writeExamples,
  type AttackSample,
} from './attackResult.js';
import { readDataset, writeShard } from './dataset.js';
import { readImages } from './imageRows.js';
import { readExplanationChanges, writeExplanationChanges } from './explanationChanges.js';
import { writeJson } from './json.js';
import { writeManifest } from './manifest.js';
import { openPredictions, readPredictions } from './predictions.js';
import { readSafetensors, writeSafetensors } from './safetensors.js';
import { readTrainingMetrics, writeTrainingMetrics } from './trainingMetrics.js';

/** A small form of `bench/fuzz/flips.mjs`: one folder with a file of each format, and the reader of each. */
const folder = mkdtempSync(join(tmpdir(), 'flips-'));
afterAll(() => rmSync(folder, { recursive: true }));

const READERS: Readonly<Record<string, () => unknown>> = {
  'test.arrow': () => readImages(folder, 'test'),
  'dataset.json': () => readDataset(folder),
  'model.safetensors': () => readSafetensors(join(folder, 'model.safetensors'), 'again'),
  'metrics.parquet': () => readTrainingMetrics(folder),
  'samples.parquet': () => readAttackSamples(folder),
  'examples.arrow': () => readExamples(folder),
  'changes.parquet': () => readExplanationChanges(folder),
  'predictions.parquet': () => readPredictions(folder),
  'manifest.json': () => readDataset(folder),
  'manifest.sha256': () => readDataset(folder),
};

const sample: AttackSample = {
  ...{
    index: 0,
    label: 1,
    target: null,
    gradient_norm: 0.5,
    clean_pred: 1,
    clean_loss: 0.1,
    clean_logits: [0, 1],
    adv_pred: 0,
    adv_loss: 2,
  },
  ...{
    adv_logits: [1, 0],
    success: true,
    best_step: 3,
    first_success_step: 2,
    zero_gradient: false,
    linf: 0.03,
    l2: 0.5,
  },
  restart: 0,
  broken_by: null,
  queries: 0,
  gradients: 0,
};

beforeAll(async () => {
  const images = {
    shape: USUAL_IMAGE_SHAPE,
    index: Int32Array.of(0),
    images: new Uint8Array(3072).fill(7),
    labels: Int32Array.of(1),
  };
  const shard = writeShard(folder, 'test.arrow', images, { classes: ['cat', 'dog'], split: 'test' });
  const splits = { train: { count: 0, shards: [] }, test: { count: 1, shards: [shard] } };
  const about = { name: 'pets', classes: ['cat', 'dog'], shape: [32, 32, 3], splits };
  writeJson(join(folder, 'dataset.json'), { ...about, channelMean: [0, 0, 0], channelStd: [1, 1, 1] });
  writeSafetensors(join(folder, 'model.safetensors'), new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]));
  const shares = { train_top1: 0.5, train_top5: 0.9, test_top1: 0.4, test_top5: 0.8 };
  await writeTrainingMetrics(folder, [{ epoch: 1, learning_rate: 0.1, train_loss: 1, test_loss: 2, ...shares }]);
  const samples = await openAttackSamples(folder);
  await samples.append(sample);
  await samples.close();
  writeExamples(folder, { index: Int32Array.of(0), shape: [32, 32, 3], values: new Float32Array(3072) });
  const measures = {
    ...{ cosine: 0.5, rankCorrelation: null, positiveKept: 1, topOverlap: 0.5, shownCosine: 0.5, logitChange: -1 },
    ...{ noiseContribution: 0.1, predictionKept: true },
  };
  await writeExplanationChanges(folder, [{ index: 0, label: 1, explainedClass: 1, ...measures }]);
  const predictions = await openPredictions(folder);
  await predictions.append({ index: 0, label: 1, pred: 1, correct: true, loss: 0.1, logits: [0, 1] });
  await predictions.close();
  writeManifest(folder, 'bcos-test');
});

it.each(Object.entries(READERS))('no flipped byte of %s gives a number', async (name, read) => {
  const path = join(folder, name);
  const whole = readFileSync(path);
  await Promise.resolve(read());
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const flipped = Buffer.from(whole);
      flipped[at] = flipped.readUInt8(at) ^ mask;
      writeFileSync(path, flipped);
      await expect(Promise.resolve().then(read)).rejects.toBeInstanceOf(Fault);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  writeFileSync(path, whole);
});
