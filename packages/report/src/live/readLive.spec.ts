import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attackNode, networkAttacks, type PipelineSpec } from '@bcos-bench/pipeline';
import { readExamples } from '@bcos-bench/formats';
import { floatsOf } from '@bcos-bench/live/floatText';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { readLive } from './readLive.js';
import { readRecordedAttacks } from './recordedAttacks.js';

const folder = temporaryFolder();

async function results(): Promise<PipelineResults> {
  return readSmallPipeline(await writeSmallPipeline(folder));
}

function live(read: PipelineResults, networks: PipelineSpec['report']['live']): PipelineResults {
  return { ...read, spec: { ...read.spec, report: { ...read.spec.report, live: networks } } };
}

it('holds nothing unless the pipeline asks for a network', async () => {
  expect(await readLive(live(await results(), []))).toBeNull();
});

it('holds what every row says, and some attacked images bit for bit: those first on which the attack succeeded, fewer where attacks are many', async () => {
  const read = await results();
  const recorded = await readRecordedAttacks(read, new Set(['bcos-resnet8']));
  const [own] = networkAttacks(read.spec).filter(({ network }) => network === 'bcos-resnet8');
  if (own === undefined) throw new Error('the network is attacked');
  const { index, shape, values } = readExamples(join(read.folder, attackNode('bcos-resnet8', own.cell)));
  const { rows, norm, eps, steps, method } = at(recorded, 0);
  expect({ norm, eps, steps, method }).toEqual({ norm: 'linf', eps: '8/255', steps: 5, method: 'pgd' });
  expect(rows.map((row) => row.index)).toEqual([...index]);
  const size = shape.reduce((product, n) => product * n, 1);
  const exact = rows.filter((row) => row.values !== null);
  expect(exact).toHaveLength(Math.floor(25_000 / size));
  for (const { index: image, values: text } of exact) {
    const row = index.indexOf(image);
    expect(floatsOf(text ?? '')).toEqual(values.slice(row * size, (row + 1) * size));
  }
  const attack = read.attacks.get(attackNode('bcos-resnet8', own.cell));
  if (attack === undefined) throw new Error('the attack has run');
  const many = new Map(Array.from({ length: 54 }, (_, i) => [String(i), attack]));
  const ofMany = await readRecordedAttacks({ ...read, attacks: many }, new Set(['bcos-resnet8']));
  expect(ofMany).toHaveLength(54);
  const held = ofMany.map((one) => one.rows.filter((row) => row.values !== null).length);
  expect(new Set(held)).toEqual(new Set([Math.floor(400_000 / 54 / size)]));
});
