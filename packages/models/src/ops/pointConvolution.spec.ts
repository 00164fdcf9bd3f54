import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { BATCH_UNIT } from '@bcos-bench/engine';
import { largestError } from '../testing/largestError.fixture.js';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { outputSize } from './convolution.js';
import { convolvePoints, isPointwise, pointInputGradient } from './pointConvolution.js';

onTensorFlow();

/** More than the images that a batch has at least, and a multiple of that. */
const IMAGES = 4 * BATCH_UNIT;

it.each([
  [4, 4, 1],
  [3, 5, 1],
  [4, 4, 2],
  [5, 5, 2],
  [5, 4, 2],
  [1, 1, 2],
  [7, 6, 3],
])('on %d x %d pixels at stride %d is the convolution by its definition', (height, width, stride) => {
  const geometry = { kernel: 1, stride, padding: 0 };
  const x = seededTensor<tf.Rank.R4>('x', [3, height, width, 5]);
  const kernel = seededTensor<tf.Rank.R4>('kernel', [1, 1, 5, 4]);
  const dy = seededTensor<tf.Rank.R4>('dy', [3, outputSize(height, geometry), outputSize(width, geometry), 4]);
  const expected = naiveConvolution(x, kernel, dy, geometry);
  expect(isPointwise(geometry)).toBe(true);
  expect(convolvePoints(x, kernel, stride).shape).toEqual(dy.shape);
  expect(largestError(convolvePoints(x, kernel, stride).dataSync(), expected.y)).toBeLessThan(1e-6);
  const dx = pointInputGradient(dy, kernel, x.shape, stride);
  expect(largestError(dx.dataSync(), expected.dx)).toBeLessThan(1e-6);
});

it.each([
  [1, 512, 300, 1],
  [1, 2048, 10, 1],
  [2, 300, 40, 1],
  [4, 64, 10, 1],
  [8, 24, 64, 2],
])(
  'gives an image of %d pixels a side, %d to %d channels, the same bits in any batch',
  (side, inputs, outputs, stride) => {
    const x = seededTensor<tf.Rank.R4>('x', [IMAGES, side, side, inputs]);
    const kernel = seededTensor<tf.Rank.R4>('kernel', [1, 1, inputs, outputs]);
    const forward = (images: tf.Tensor4D): tf.Tensor4D => convolvePoints(images, kernel, stride);
    const y = forward(x);
    const backward = (dy: tf.Tensor4D): tf.Tensor4D =>
      pointInputGradient(dy, kernel, [dy.shape[0], side, side, inputs], stride);
    const dx = backward(y);
    for (const batch of [BATCH_UNIT, 2 * BATCH_UNIT]) {
      for (let from = 0; from < IMAGES; from += batch) {
        const part = (whole: tf.Tensor4D): tf.Tensor4D => tf.slice(whole, [from, 0, 0, 0], [batch, -1, -1, -1]);
        expect(forward(part(x)).dataSync()).toEqual(part(y).dataSync());
        expect(backward(part(y)).dataSync()).toEqual(part(dx).dataSync());
      }
    }
  },
);

it('is none with a larger kernel, nor with padding', () => {
  expect(isPointwise({ kernel: 3, stride: 1, padding: 0 })).toBe(false);
  expect(isPointwise({ kernel: 1, stride: 1, padding: 1 })).toBe(false);
});
