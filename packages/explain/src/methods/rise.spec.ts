import { expect, it } from 'vitest';
import { randomisedSampling, randomMasks, smoothMask } from './rise.js';

it('keeps all where all cells are kept, and is smooth between cells', () => {
  expect([...smoothMask(Float32Array.of(1, 1, 1, 1), 2, [3, 4, 1], [1, 0])]).toEqual(
    Array.from({ length: 12 }, () => 1),
  );
  // One row of cells 1 and 0, enlarged to 6 of which 4 are taken: middles at 1/6, 3/6, 5/6, 7/6 of a cell, less a half.
  const mask = smoothMask(Float32Array.of(1, 0, 1, 0), 2, [4, 4, 1], [0, 0]).slice(0, 4);
  expect([...mask]).toEqual([1, 1, expect.closeTo(2 / 3, 6), expect.closeTo(1 / 3, 6)]);
});

it('draws by the seed, the image and the copy alone', () => {
  const mask = (seed: number, image: number, copy: number): Float32Array =>
    randomMasks({ cells: 3, seed })(image, copy, [8, 8, 1]);
  expect(mask(1, 2, 3)).toEqual(mask(1, 2, 3));
  for (const other of [mask(2, 2, 3), mask(1, 3, 3), mask(1, 2, 4)]) expect(other).not.toEqual(mask(1, 2, 3));
});

it('is the mean mask, each times the probability that is left, over the share that is kept', () => {
  const masks = [Float32Array.of(1, 0), Float32Array.of(0.5, 1)];
  const probabilityAt = (points: Float32Array): Float32Array =>
    Float32Array.of(points.reduce((sum, value) => sum + value, 0));
  const { contribution } = randomisedSampling(
    { samples: 2, cells: 1, seed: 0 },
    (_image, copy) => masks[copy] ?? Float32Array.of(),
  )({
    index: Int32Array.of(0),
    inputs: Float32Array.of(0.25, 0.5),
    shape: [1, 2, 1],
    logit: Float32Array.of(0),
    logitAt: probabilityAt,
    probabilityAt,
  });
  // Probabilities 0.25 and 0.625.
  expect([...contribution]).toEqual([0.25 + 0.5 * 0.625, 0.625]);
});
