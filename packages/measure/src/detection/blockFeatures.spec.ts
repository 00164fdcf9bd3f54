import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { passCounter } from '../passCounter.js';
import { blockFeatures } from './blockFeatures.js';

const shape = [1, 1, 1] as const;
const trace = {
  blocks: ['first', 'last'],
  // The logit changes by the noise; half of it is what the first block contributes, and all but rounding what the last does.
  at: (inputs: Float32Array, noisy: Float32Array) => {
    const change = noisy.map((value, row) => value - at(inputs, row));
    return { change, contributions: Float32Array.from([...change].flatMap((value) => [value / 2, value * 1.00001])) };
  },
  dispose: () => undefined,
};

it('is the mean over the copies, in batches, without what is rounding', () => {
  const passes = passCounter();
  const images = {
    inputs: Float32Array.of(0, 0, 0),
    copies: [Float32Array.of(1, 2, 4), Float32Array.of(3, 2, 0)],
    classes: Int32Array.of(0, 0, 0),
  };
  const found = blockFeatures({ shape: [...shape], batch: 2, passes }, trace, images);
  expect(found.map((blocks) => at(blocks, 0))).toEqual(Array(3).fill({ noise: 1, map: 1 }));
  expect(found.map((blocks) => at(blocks, 1).map)).toEqual([0, 0, 0]);
  expect(passes.total()).toEqual({ forward: 6, gradient: 6 });
});
