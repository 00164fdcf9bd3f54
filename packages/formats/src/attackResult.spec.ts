import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import {
  openAttackSamples,
  readAttackSamples,
  readAttackSummary,
  readExamples,
  writeAttackSummary,
  writeExamples,
  type AttackSample,
  type Examples,
  type AttackSummary,
} from './attackResult.js';
import { writeManifest } from './manifest.js';
import { writeArrow } from './arrow/arrowTable.js';
import { writeJson } from './json.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sample: AttackSample = {
  index: 4,
  label: 1,
  target: 2,
  clean_pred: 1,
  clean_loss: 0.1,
  clean_logits: [0.5, 2.25, -1],
  adv_pred: 2,
  adv_loss: 3.3,
  adv_logits: [0, -0.75, 8],
  success: true,
  best_step: 20,
  first_success_step: 3,
  zero_gradient: false,
  gradient_norm: 0.5,
  linf: 8 / 255,
  l2: 1.2345678901234567,
  restart: 0,
  broken_by: null,
  queries: 0,
  gradients: 0,
};
const summary: AttackSummary = {
  network: 'bcos-resnet8',
  dataset: 'shapes',
  split: 'test',
  images: 2,
  attack: {
    kind: 'pgd',
    norm: 'linf',
    eps: 8 / 255,
    epsText: '8/255',
    steps: 20,
    options: { 'step-size': 1 / 255, 'gradient-scale': 'image' },
    threat: 'encoded',
    loss: 'bce',
    randomStart: false,
    restarts: 1,
    useBest: true,
    target: null,
    targetClass: null,
    stopEarly: false,
    seed: 0,
  },
  cleanAccuracy: proportion(2, 2),
  robustAccuracy: proportion(1, 2),
  targetReached: null,
  checks: [{ name: 'within eps', passed: true, detail: 'largest 0.03137' }],
  flags: [{ name: 'tied logits', raised: true, observed: '1 of 2 images', raisedWhen: 'any', means: 'order' }],
  kept: 1,
};

it('reads back every image, also one that no step misled', async () => {
  const withstood = {
    ...sample,
    index: 5,
    success: false,
    target: null,
    first_success_step: null,
    zero_gradient: null,
    gradient_norm: null,
  };
  const writer = await openAttackSamples(folder);
  await writer.append(sample);
  await writer.append(withstood);
  await writer.close();
  writeManifest(folder, 'bcos-test');
  expect(await readAttackSamples(folder)).toEqual([sample, withstood]);
});

it('reads back the predictions of rounded images, which no other attack has', async () => {
  const rounded = { ...sample, rounded_pred: 1 };
  const writer = await openAttackSamples(folder, { rounded: true });
  await writer.append(rounded);
  await writer.close();
  const ofBoth: AttackSummary = {
    ...summary,
    attack: { ...summary.attack, round: true },
    roundedAccuracy: proportion(2, 2),
  };
  writeAttackSummary(folder, ofBoth);
  writeManifest(folder, 'bcos-test');
  expect(await readAttackSamples(folder)).toEqual([rounded]);
  expect(readAttackSummary(folder)).toEqual(ofBoth);
});

it('reads back the summary', () => {
  writeAttackSummary(folder, summary);
  expect(readAttackSummary(folder)).toEqual(summary);
});

it('names the key of the summary that is wrong', () => {
  writeJson(join(folder, 'summary.json'), { ...summary, attack: { ...summary.attack, norm: 'l3' } });
  expect(() => readAttackSummary(folder)).toThrow("summary.json: key 'attack.norm' is wrong");
});

it.each([1, 2, 3, 6])('reads back attacked images of %d channels', (channels) => {
  const values = Float32Array.from({ length: 2 * channels * 28 * 30 }, (_, i) => (i % 97) / 97);
  const examples: Examples = { index: Int32Array.of(0, 7), shape: [28, 30, channels], values };
  writeExamples(folder, examples);
  expect(readExamples(folder)).toEqual(examples);
});

it('takes images for those of 32x32 where the file does not say, and refuses a shape that is none', () => {
  const columns = new Map([
    ['index', { type: 'int32', width: 1, values: Int32Array.of(0) }],
    ['attacked', { type: 'float32', width: 3072, values: new Float32Array(3072) }],
  ] as const);
  const write = (metadata: Map<string, string>): void =>
    writeArrow(join(folder, 'examples.arrow'), { rows: 1, columns, metadata });
  write(new Map());
  expect(readExamples(folder).shape).toEqual([32, 32, 3]);
  write(new Map([['shape', '[32, 32]']]));
  expect(() => readExamples(folder)).toThrow(/examples\.arrow: its metadata 'shape' cannot be understood/);
  write(new Map([['shape', '[28, 28, 1]']]));
  expect(() => readExamples(folder)).toThrow("column 'attacked': row 0 has 3072 numbers, not 784 float32");
});

it('reads back that no image was kept', () => {
  const examples: Examples = { index: new Int32Array(), shape: [32, 32, 6], values: new Float32Array() };
  writeExamples(folder, examples);
  expect(readExamples(folder)).toEqual(examples);
});

it('is a fault where nothing was written', async () => {
  expect(() => readExamples(folder)).toThrow('run the attack again with bcos-attack');
  await expect(readAttackSamples(folder)).rejects.toThrow('run the attack again with bcos-attack');
});
