import { expect, it } from 'vitest';
import type { NodeTiming } from './runRecord.js';
import { runSummary } from './runSummary.js';

const made = { node: '20', packages: {}, computedOn: null, processor: 'X', commit: null };
const took = (seconds: number): NodeTiming => ({ seconds, rates: {}, made });

it('counts what came from the cache, and adds up what is known of the times', () => {
  const nodes = {
    data: { cached: true, timing: took(3) },
    train: { cached: true, timing: took(60) },
    report: { cached: false, timing: null },
  };
  const words = runSummary({ nodes });
  expect(words).toContain('The last run took 2 of 3 nodes from the cache and computed 1. ');
  expect(words).toContain(' took 1 min 3 s to compute');
});
