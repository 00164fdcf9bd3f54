import type * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { largestError } from '../testing/largestError.fixture.js';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { convolveSingleWindow, isSingleWindow, singleWindowInputGradient } from './singleWindow.js';

onTensorFlow();

it.each([
  [1, 1, { kernel: 3, stride: 1, padding: 1 }],
  [1, 1, { kernel: 3, stride: 2, padding: 1 }],
  [2, 2, { kernel: 3, stride: 2, padding: 1 }],
  [1, 2, { kernel: 3, stride: 2, padding: 1 }],
  [3, 3, { kernel: 3, stride: 1, padding: 0 }],
  [2, 3, { kernel: 7, stride: 4, padding: 3 }],
])('a window over all of %d x %d is the convolution by its definition: %j', (height, width, geometry) => {
  const x = seededTensor<tf.Rank.R4>('x', [3, height, width, 5]);
  const kernel = seededTensor<tf.Rank.R4>('kernel', [geometry.kernel, geometry.kernel, 5, 4]);
  const dy = seededTensor<tf.Rank.R4>('dy', [3, 1, 1, 4]);
  const expected = naiveConvolution(x, kernel, dy, geometry);
  expect(isSingleWindow(x.shape, geometry)).toBe(true);
  expect(largestError(convolveSingleWindow(x, kernel, geometry).dataSync(), expected.y)).toBeLessThan(1e-6);
  const dx = singleWindowInputGradient(dy, kernel, x.shape, geometry);
  expect(largestError(dx.dataSync(), expected.dx)).toBeLessThan(1e-6);
});

it.each([
  ['several windows', [2, 2], { kernel: 3, stride: 1, padding: 1 }],
  ['several windows in a row', [1, 3], { kernel: 3, stride: 1, padding: 1 }],
  ['pixels that no window holds', [3, 3], { kernel: 3, stride: 3, padding: 1 }],
  ['a 1x1 kernel, which is one already', [1, 1], { kernel: 1, stride: 1, padding: 0 }],
] as const)('is none for %s', (_name, [height, width], geometry) => {
  expect(isSingleWindow([1, height, width, 1], geometry)).toBe(false);
});
