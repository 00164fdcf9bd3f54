import { expect, it } from 'vitest';
import { occlude, windowMasks } from './occlusion.js';

it('moves the window until it reaches the edge, where it is cut', () => {
  const masks = windowMasks([4, 4, 1], 3, 2);
  expect(masks).toHaveLength(4);
  expect([...(masks[0] ?? [])]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1]);
  expect([...(masks[3] ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0]);
});

it('is the fall of the logit, averaged over the windows that hide a pixel', () => {
  const inputs = Float32Array.of(1, 2, 4);
  const logitAt = (points: Float32Array): Float32Array =>
    Float32Array.of(points.reduce((sum, value) => sum + value, 0));
  const { contribution, weights } = occlude({ window: 2, stride: 1 })({
    index: Int32Array.of(0),
    inputs,
    shape: [1, 3, 1],
    logit: logitAt(inputs),
    logitAt,
    probabilityAt: logitAt,
  });
  expect([...contribution]).toEqual([3, 4.5, 6]);
  expect(weights).toEqual(contribution);
});
