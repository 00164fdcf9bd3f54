import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExplanationChanges, readExplanations } from '@bcos-bench/formats';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { CLASSES, LABELS, writeAttack, writeData, writeNetwork } from './testing/stageFolders.fixture.js';
import { explainStage } from './stage.js';

const { folder, run, errors } = commandInScratch('explain');

function explain(out: string, flags: FlagValues = {}): Promise<void> {
  const given = { data: folder('data'), checkpoint: folder('bcos'), out: folder(out), quiet: true } as const;
  return run(explainStage, { ...given, ...flags });
}

beforeAll(() => {
  for (const name of ['data', 'bcos', 'ordinary', 'encoded', 'pixel', 'elsewhere']) mkdirSync(folder(name));
  writeData(folder('data'));
  writeNetwork(folder('bcos'), 'bcos-resnet8');
  writeNetwork(folder('ordinary'), 'resnet8');
  writeAttack(folder('encoded'), { channels: 6, split: 'test' });
  writeAttack(folder('pixel'), { channels: 3, split: 'test' });
  writeAttack(folder('elsewhere'), { channels: 6, split: 'train' });
});

describe('bcos-explain', () => {
  it('explains the first images of the split, clean and attacked', async () => {
    await explain('both', { examples: folder('encoded'), limit: 3 });
    const { index, label, shape, method, clean, attacked } = readExplanations(folder('both'));
    expect(method).toEqual({ name: 'dynamic-linear', settings: {} });
    expect([...index]).toEqual([0, 1, 2]);
    expect([...label]).toEqual(LABELS.slice(0, 3));
    expect(shape).toEqual([32, 32, 6]);
    expect([...clean.explainedClass]).toEqual([...clean.prediction]);
    expect([...(attacked?.explainedClass ?? [])]).toEqual([...(attacked?.prediction ?? [])]);
    expect(attacked?.input[0]).not.toBe(clean.input[0]);
    expect(attacked?.image).toHaveLength(3 * 4096);
    expect(readdirSync(folder('both')).sort()).toEqual([
      'changes.parquet',
      'explanations.arrow',
      'manifest.json',
      'manifest.sha256',
      'timing.json',
    ]);
    const changes = await readExplanationChanges(folder('both'));
    expect(changes.map((change) => change.index)).toEqual([0, 1, 2]);
    expect(changes.map((change) => change.label)).toEqual(LABELS.slice(0, 3));
    expect(changes.map((change) => change.explainedClass)).toEqual([...clean.explainedClass]);
  });
  it('explains clean images alone, and no more than there are', async () => {
    await explain('clean', { limit: 100 });
    const { index, attacked } = readExplanations(folder('clean'));
    expect(index).toHaveLength(LABELS.length);
    expect(attacked).toBeNull();
    expect(readdirSync(folder('clean')).sort()).toEqual([
      'explanations.arrow',
      'manifest.json',
      'manifest.sha256',
      'timing.json',
    ]);
  });
  it('explains the class asked for', async () => {
    await explain('class', { class: 4, limit: 2, examples: folder('pixel') });
    const { clean, attacked } = readExplanations(folder('class'));
    expect([...clean.explainedClass]).toEqual([4, 4]);
    expect([...(attacked?.explainedClass ?? [])]).toEqual([4, 4]);
  });
  it('explains a network without B-cos layers', async () => {
    await explain('ordinary-explained', { checkpoint: folder('ordinary'), examples: folder('pixel'), limit: 2 });
    const { shape, method, clean, attacked } = readExplanations(folder('ordinary-explained'));
    expect(shape).toEqual([32, 32, 3]);
    expect(method).toEqual({ name: 'integrated-gradients', settings: { steps: 50 } });
    expect(clean.weights).toHaveLength(2 * 3072);
    expect(attacked?.image.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
  it.each([
    ['bcos', 'input-x-gradient', {}],
    ['bcos', 'integrated-gradients', { steps: 3 }],
    ['bcos', 'smooth-grad', { samples: 2 }],
    ['ordinary', 'input-x-gradient', {}],
    ['ordinary', 'smooth-grad', { samples: 2, noise: 0.1, seed: 4 }],
  ])('explains the network %s by %s', async (checkpoint, method, settings) => {
    const out = `${checkpoint}-${method}`;
    const flags = { method, ...settings, checkpoint: folder(checkpoint), examples: folder('pixel'), limit: 2 };
    await explain(out, flags);
    expect(errors()).toBe('');
    const usual = method === 'smooth-grad' ? { noise: 0.15, seed: 0 } : {};
    const { clean, ...explanations } = readExplanations(folder(out));
    expect(explanations.method).toEqual({ name: method, settings: { ...usual, ...settings } });
    expect(clean.contribution.some((value) => value !== 0)).toBe(true);
    expect(await readExplanationChanges(folder(out))).toHaveLength(2);
  });
  it.each([
    { checkpoint: 'bcos', examples: 'encoded', flags: {} },
    { checkpoint: 'ordinary', examples: 'pixel', flags: { method: 'smooth-grad', samples: 2 } },
  ])('writes the same bytes whatever the batch, and leaves no tensor behind ($checkpoint)', async (run) => {
    const flags = {
      ...run.flags,
      checkpoint: folder(run.checkpoint),
      examples: folder(run.examples),
      limit: 10,
    };
    await explain(`${run.checkpoint}-whole`, flags);
    const before = tf.memory().numTensors;
    await explain(`${run.checkpoint}-parts`, { ...flags, batch: 3 });
    expect(tf.memory().numTensors).toBe(before);
    for (const file of ['explanations.arrow', 'changes.parquet']) {
      const [whole, parts] = ['whole', 'parts'].map((name) =>
        readFileSync(join(folder(`${run.checkpoint}-${name}`), file)),
      );
      expect(whole?.equals(parts ?? Buffer.of())).toBe(true);
    }
  });
});

describe('bcos-explain with wrong input', () => {
  it.each([
    {
      wrong: 'a limit of 0',
      flags: { limit: 0 },
      code: 2,
      says: "--limit: '0' is not a whole number of 1 or more",
    },
    { wrong: 'half a batch', flags: { batch: 0.5 }, code: 2, says: "--batch: '0.5' is not a whole number" },
    {
      wrong: 'a class too many',
      flags: { class: 10 },
      code: 2,
      says: '--class: the network has no class 10; choose from 0 (',
    },
    { wrong: 'an unknown split', flags: { split: 'dev' }, code: 2, says: 'split' },
    { wrong: 'an unknown method', flags: { method: 'limes' }, code: 2, says: 'method' },
    {
      wrong: 'noise below 0',
      flags: { method: 'smooth-grad', noise: '-1' },
      code: 2,
      says: "--noise: '-1' is not a number of 0 or more",
    },
    {
      wrong: 'steps of a method that has none',
      flags: { steps: 5 },
      code: 2,
      says: '--steps: has no effect with dynamic-linear',
    },
    {
      wrong: 'the dynamic linear map of an ordinary network',
      flags: { checkpoint: folder('ordinary'), method: 'dynamic-linear' },
      code: 2,
      says: '--method: dynamic-linear is only for B-cos networks, and this is not one',
    },
    { wrong: 'no checkpoint', flags: { checkpoint: '/nowhere' }, code: 1, says: '/nowhere: is not there' },
    { wrong: 'no attack', flags: { examples: '/nowhere' }, code: 1, says: '/nowhere/summary.json: is not there' },
    {
      wrong: 'too few attacked images',
      flags: { examples: folder('encoded'), limit: 11 },
      code: 1,
      says: 'the attack kept 10',
    },
    {
      wrong: 'an attack on another split',
      flags: { examples: folder('elsewhere') },
      code: 1,
      says: "the attack was on 'train' of made-up, not on 'test' of made-up",
    },
    {
      wrong: 'an attack on a network with other inputs',
      flags: { checkpoint: folder('ordinary'), examples: folder('encoded'), limit: 2 },
      code: 1,
      says: 'the attacked images are of 32x32x6, and the network takes 32x32x3',
    },
  ])('refuses $wrong in one line and writes nothing', async ({ flags, code, says }) => {
    await explain('refused', flags);
    expect(process.exitCode).toBe(code);
    expect(errors()).toContain(says);
    expect(errors().trim()).not.toContain('\n');
    expect(readdirSync(folder('.')).filter((name) => name.includes('refused'))).toEqual([]);
  });
  it('refuses a network that knows other classes', async () => {
    mkdirSync(folder('others'), { recursive: true });
    writeNetwork(folder('others'), 'bcos-resnet8', CLASSES.toReversed());
    await explain('refused', { checkpoint: folder('others') });
    expect(process.exitCode).toBe(1);
    expect(errors()).toContain('the network knows the classes arrow, heart');
  });
});
