import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMeasuredExplanations, readMeasureSummary } from '@bcos-bench/formats';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { writeData, writeNetwork } from '@bcos-bench/explain/testing/stageFolders';
import { explanationMeasureSchema } from '@bcos-bench/vocabulary';
import { measureStage } from './measureStage.js';

const { folder, run, errors } = commandInScratch('measure');

function measure(out: string, flags: FlagValues = {}): Promise<void> {
  const given = { data: folder('data'), checkpoint: folder('bcos'), out: folder(out), quiet: true } as const;
  return run(measureStage, { ...given, ...flags });
}

/** All but the grids, for which an untrained network is right too rarely. */
const withoutGrids = explanationMeasureSchema.options.filter((name) => !name.startsWith('grid'));

beforeAll(() => {
  for (const name of ['data', 'bcos', 'ordinary']) mkdirSync(folder(name));
  writeData(folder('data'));
  writeNetwork(folder('bcos'), 'bcos-resnet8');
  writeNetwork(folder('ordinary'), 'resnet8');
});

describe('bcos-measure', () => {
  it('writes a row per image, method and measure, and a summary', async () => {
    await measure('all', { limit: 3, methods: 'dynamic-linear,input-x-gradient,guided-backprop' });
    expect(errors()).toBe('');
    const rows = await readMeasuredExplanations(folder('all'));
    const { measured, leftOut, images } = readMeasureSummary(folder('all'));
    expect(images).toBe(3);
    expect(measured).toHaveLength(2 * withoutGrids.length);
    expect(rows).toHaveLength(3 * measured.length);
    expect(rows.map(({ index }) => index).slice(0, 3)).toEqual([0, 1, 2]);
    for (const { mean, low, high } of measured) {
      expect(mean).toBeGreaterThanOrEqual(low - 1e-9);
      expect(mean).toBeLessThanOrEqual(high + 1e-9);
    }
    expect(leftOut.map(({ method, measure: name }) => [method, name])).toEqual([
      ['dynamic-linear', 'grid-pointing-2x2'],
      ['dynamic-linear', 'grid-pointing-3x3'],
      ['input-x-gradient', 'grid-pointing-2x2'],
      ['input-x-gradient', 'grid-pointing-3x3'],
      ['guided-backprop', null],
    ]);
    expect(leftOut.at(-1)?.why).toContain('only for networks with ReLUs');
    const completeness = measured.find((one) => one.measure === 'completeness' && one.method === 'dynamic-linear');
    expect(completeness?.mean).toBeLessThan(1e-3);
    // The map itself, and one input of zeros.
    expect(completeness).toMatchObject({ forwardPasses: 1, gradientPasses: 3 });
  });
  it('says where images are too few for a grid, and writes that', async () => {
    await measure('few', { limit: 1, methods: 'gradient', measures: 'grid-pointing-2x2' });
    expect(errors()).toBe('');
    const { measured, leftOut } = readMeasureSummary(folder('few'));
    expect(measured).toEqual([]);
    expect(leftOut.map(({ why }) => why)).toEqual([expect.stringContaining('no grid of 2x2')]);
    expect(await readMeasuredExplanations(folder('few'))).toEqual([]);
  });
  it('writes the same bytes whatever the batch, and leaves no tensor behind', async () => {
    const flags = {
      limit: 10,
      checkpoint: folder('ordinary'),
      methods: 'grad-cam',
      measures: 'deletion,max-sensitivity,relative-representation-stability,mprt,class-randomisation',
    };
    await measure('whole', flags);
    const before = tf.memory().numTensors;
    await measure('parts', { ...flags, batch: 3 });
    expect(tf.memory().numTensors).toBe(before);
    for (const file of ['measures.parquet', 'summary.json']) {
      const [whole, parts] = ['whole', 'parts'].map((name) => readFileSync(join(folder(name), file)));
      expect(whole?.equals(parts ?? Buffer.of())).toBe(true);
    }
  });
  it.each([
    {
      wrong: 'an unknown method',
      flags: { methods: 'limes' },
      code: 2,
      says: "--methods: there is no 'limes'; did you mean lime?",
    },
    { wrong: 'an unknown measure', flags: { measures: 'mprt,x' }, code: 2, says: "--measures: there is no 'x'" },
    { wrong: 'a limit of 0', flags: { limit: 0 }, code: 2, says: "--limit: '0' is not a whole number of 1 or more" },
    {
      wrong: 'methods of which none is defined',
      flags: { methods: 'guided-backprop', limit: 1 },
      code: 1,
      says: 'nothing of this can be measured',
    },
    { wrong: 'no checkpoint', flags: { checkpoint: '/nowhere' }, code: 1, says: '/nowhere: is not there' },
  ])('refuses $wrong in one line and writes nothing', async ({ flags, code, says }) => {
    await measure('refused', flags);
    expect(process.exitCode).toBe(code);
    expect(errors()).toContain(says);
    expect(readdirSync(folder('.')).filter((name) => name.includes('refused'))).toEqual([]);
  });
});
