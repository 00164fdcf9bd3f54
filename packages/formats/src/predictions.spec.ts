import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { writeJson } from './json.js';
import { writeManifest } from './manifest.js';
import {
  openPredictions,
  readPredictionSummary,
  readPredictions,
  writePredictionSummary,
  type Prediction,
  type PredictionSummary,
} from './predictions.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'predictions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const right: Prediction = { index: 4, label: 1, pred: 1, correct: true, loss: 0.1, logits: [0.5, 2.25, -1] };
const wrong: Prediction = { index: 9, label: 2, pred: 0, correct: false, loss: 1 / 3, logits: [8, 0, 7.75] };
const summary: PredictionSummary = {
  network: 'bcos-resnet8',
  dataset: 'shapes',
  split: 'test',
  images: 2,
  loss: { kind: 'bce', mean: 0.25 },
  top1: proportion(1, 2),
  top5: proportion(2, 2),
  classes: [{ name: 'disc', top1: proportion(0, 0) }],
};

it('reads back every row in order', async () => {
  const writer = await openPredictions(folder);
  await writer.append(right);
  await writer.append(wrong);
  await writer.close();
  writeManifest(folder, 'bcos-test');
  expect(await readPredictions(folder)).toEqual([right, wrong]);
});

it('reads back the summary, and names the key that is wrong', () => {
  writePredictionSummary(folder, summary);
  expect(readPredictionSummary(folder)).toEqual(summary);
  writeJson(join(folder, 'summary.json'), { ...summary, loss: { kind: 'hinge', mean: 1 } });
  expect(() => readPredictionSummary(folder)).toThrow("summary.json: key 'loss.kind' is wrong");
});

it('is a fault where nothing was written', async () => {
  await expect(readPredictions(folder)).rejects.toThrow('predict again with bcos-predict');
});
