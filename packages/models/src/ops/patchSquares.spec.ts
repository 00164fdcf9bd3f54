import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { largestError } from '../testing/largestError.fixture.js';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { addPatchSquaresGradient, patchSquares } from './patchSquares.js';
import { withGradient } from './withGradient.js';

onTensorFlow();

const geometries = [
  { kernel: 3, stride: 1, padding: 1 },
  { kernel: 3, stride: 2, padding: 1 },
  { kernel: 7, stride: 2, padding: 3 },
  { kernel: 1, stride: 1, padding: 0 },
  { kernel: 1, stride: 2, padding: 0 },
];

it.each(geometries)('sums the squares of every window: kernel $kernel, stride $stride', (geometry) => {
  const x = seededTensor<tf.Rank.R4>('x', [2, 6, 6, 3]);
  const squares = patchSquares(x, geometry);
  const window = tf.ones<tf.Rank.R4>([geometry.kernel, geometry.kernel, 3, 1]);
  const { y } = naiveConvolution(tf.square(x), window, squares, geometry);
  expect(largestError(squares.dataSync(), y)).toBeLessThan(1e-6);
});

it.each(geometries)('has the gradient of central differences: kernel $kernel, stride $stride', (geometry) => {
  const x = seededTensor<tf.Rank.R4>('x', [1, 5, 5, 2]);
  const squares = (input: Tensor4D): Tensor4D =>
    withGradient(
      [input],
      () => ({ value: patchSquares(input, geometry), save: [input] as const }),
      (dy: Tensor4D, [saved]) => [addPatchSquaresGradient(tf.zerosLike(saved), saved, dy, geometry)],
    );
  expect(gradientError(squares, x)).toBeLessThan(1e-3);
});

it('is the stabiliser where the patch is empty', () => {
  const squares = patchSquares(tf.zeros([1, 2, 2, 3]), { kernel: 1, stride: 1, padding: 0 });
  expect([...squares.dataSync()]).toEqual(Array<number>(4).fill(Math.fround(1e-6)));
});
