import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodesOfRun, pipelineNodes, projectRoot, pipelineSchema } from '@bcos-bench/pipeline';
import type { PipelineOn } from '../projects/pipelinesOn.js';
import { nodePlans } from './nodePlan.js';
import { rememberRun } from './rememberRun.js';
import type { HashedTask } from './taskInputs.js';

const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes' },
  networks: { a: { title: 'A', train: { arch: 'resnet8' } }, b: { title: 'B', train: { arch: 'resnet8' } } },
  attacks: [],
  report: { tables: [], figures: [] },
});
const nodes = pipelineNodes('small', spec);
const on: PipelineOn = { name: 'small', file: 'pipelines/small.yaml', spec, absent: new Set(), nodes };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'node-plan-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What Nx says of a node; its only input is a package. */
const outcome = (name: string, status: string, zod: string | null): readonly [string, HashedTask] => {
  const place = projectRoot('small', { name });
  const hashed = zod === null ? {} : { hash: zod, hashDetails: { nodes: { 'npm:zod': zod } } };
  return [place, { task: { projectRoot: place, ...hashed }, status }];
};
const states = (stage: string, ...outcomes: (readonly [string, HashedTask])[]) =>
  nodePlans(root, 'small', nodesOfRun(nodes, stage), new Map(outcomes)).map(({ node, state, why }) => [
    node.name,
    state,
    ...why,
  ]);

it('runs what has not run, and lets wait what reads it', () => {
  expect(states('train', outcome('data', 'failure', '1'), outcome('train-a', 'skipped', null))).toEqual([
    ['data', 'runs', 'it has not run here'],
    ['train-a', 'waits', 'data'],
    ['train-b', 'waits', 'data'],
  ]);
});

it('says what has changed since the last run', () => {
  rememberRun(root, [on], Object.fromEntries([outcome('train-a', 'success', '1'), outcome('train-b', 'failure', '1')]));
  expect(
    states(
      'report',
      outcome('data', 'local-cache', '1'),
      outcome('train-a', 'failure', '2'),
      outcome('train-b', 'failure', '2'),
    ),
  ).toEqual([
    ['data', 'cached'],
    ['train-a', 'runs', 'the package zod'],
    ['train-b', 'runs', 'it has not run here'],
    ['report', 'waits', 'train-a', 'train-b'],
  ]);
});

it('says that a result is gone where nothing has changed', () => {
  rememberRun(root, [on], Object.fromEntries([outcome('data', 'local-cache', '1')]));
  expect(states('data', outcome('data', 'failure', '1'))).toEqual([
    ['data', 'runs', 'its result is not in the cache any more'],
  ]);
});
