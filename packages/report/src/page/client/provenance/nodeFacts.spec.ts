import { describe, expect, it } from 'vitest';
import { nodeFacts } from './nodeFacts.js';
import type { NodeTiming } from './runRecord.js';

const made: NodeTiming['made'] = {
  node: '20.20.2',
  packages: { '@bcos-bench/attack': '0.1.0', zod: '4.6.7' },
  computedOn: { tensorflow: '2.21.0', device: 'CPU', threads: 1 },
  processor: 'AMD EPYC',
  commit: '5b2cbc2-dirty',
};
const timing: NodeTiming = { seconds: 3.24, rates: { 'image-steps a second': 1234.5 }, made };

describe('nodeFacts', () => {
  it('has seconds, rates, machine, commit and versions', () => {
    expect(nodeFacts({ cached: true, timing })).toEqual([
      ['Last run', 'taken from the cache'],
      ['Took', '3.2 s, 1,230 image-steps a second'],
      ['Made on', 'CPU, AMD EPYC, 1 thread'],
      ['Commit', '5b2cbc2, with uncommitted changes'],
      ['Versions', 'Node 20.20.2, TensorFlow 2.21.0, @bcos-bench/attack 0.1.0, zod 4.6.7'],
    ]);
  });

  it('names the GPU', () => {
    const computedOn = { tensorflow: '2.21.0', device: 'NVIDIA H100', threads: 8 };
    const facts = nodeFacts({ cached: false, timing: { ...timing, made: { ...made, computedOn } } });
    expect(facts).toContainEqual(['Last run', 'computed']);
    expect(facts).toContainEqual(['Made on', 'GPU, NVIDIA H100, beside AMD EPYC, 8 threads']);
  });

  it('says nothing of TensorFlow where nothing was computed on it, and that a commit is not known', () => {
    const facts = nodeFacts({
      cached: false,
      timing: { ...timing, made: { ...made, computedOn: null, commit: null } },
    });
    expect(facts).toContainEqual(['Made on', 'AMD EPYC']);
    expect(facts).toContainEqual(['Commit', 'not known']);
    expect(facts).toContainEqual(['Versions', 'Node 20.20.2, @bcos-bench/attack 0.1.0, zod 4.6.7']);
  });

  it('says what there is to say of a node without times, and of one that the run left out', () => {
    expect(nodeFacts({ cached: true, timing: null })).toEqual([['Last run', 'taken from the cache']]);
    expect(nodeFacts(undefined)).toEqual([['Last run', 'did not include this node']]);
  });
});
