import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineNode } from '@bcos-bench/pipeline';
import type { Estimate } from './estimate.js';
import { estimateLines, nodeLines } from './planLines.js';

const node = (name: string): PipelineNode => ({ name, stage: 'data', flags: [], reads: [], files: [], tags: [] });

describe('nodeLines', () => {
  it('says of each node what would become of it, and why', () => {
    const lines = nodeLines('small', [
      { node: node('data'), state: 'cached', why: [] },
      { node: node('train-a'), state: 'runs', why: ['--epochs 1 -> 2', 'the package zod'] },
      { node: node('report'), state: 'waits', why: ['train-a', 'train-b', 'train-c', 'train-d'] },
    ]);
    expect(lines).toEqual([
      'small: 3 nodes; 1 from the cache, 1 would run, 1 wait for them',
      '',
      'from the cache',
      '  data',
      '',
      'would run',
      '  train-a  --epochs 1 -> 2; the package zod',
      '',
      'would wait for others that run, and then run or come from the cache',
      '  report   for train-a, train-b and 2 more',
    ]);
  });
});

describe('estimateLines', () => {
  const estimate = (of: Partial<Estimate>): Estimate => ({
    network: 'a',
    stage: 'attack',
    kind: 'pgd',
    nodes: 12,
    amount: 3_600_000,
    rate: { unit: 'image-steps', perSecond: 200, device: 'CPU', epochs: 1, passes: 1, sideBySide: 2 },
    hours: 5,
    ...of,
  });

  it('says how long, and that a GPU was not measured', () => {
    expect(
      estimateLines([estimate({}), estimate({ network: 'bb', stage: 'train', kind: null, nodes: 1, hours: 0.5 })]),
    ).toEqual([
      'How long, by a measurement of some seconds each on this machine (CPU, 2 tasks side by side):',
      '  attack a, pgd  12 nodes  3,600,000 image-steps  200 a second  5.0 h',
      '  train bb       1 node    3,600,000 image-steps  200 a second  30 min',
      '  in all 5.5 h, besides starts, explanations, detections and the report',
      '  A GPU: there is none here to measure; the same command says it where there is one.',
    ]);
    const measures = estimate({ stage: 'measure', kind: `gradient rise, ${'deletion '.repeat(9)}` });
    expect(at(estimateLines([measures]), 1)).toMatch(/^ {2}measure a, gradient rise, (deletion )+[a-z]*…/);
    const gpu = estimate({ rate: { ...estimate({}).rate, device: 'NVIDIA H100', sideBySide: 1 } });
    expect(estimateLines([gpu])).toHaveLength(3);
    expect(estimateLines([])).toEqual(['Nothing that takes long would run.']);
  });
});
