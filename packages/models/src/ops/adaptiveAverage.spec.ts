import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { adaptiveAverage } from './adaptiveAverage.js';
import { maxPool } from './maxPool.js';

onTensorFlow();

// Of `torch.nn.AdaptiveAvgPool2d(3)` and `torch.nn.MaxPool2d(3, 2, 1)` with the numbers 0, 1, 2, ….
it.each([
  [1, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [2, [0, 0.5, 1, 1, 1.5, 2, 2, 2.5, 3]],
  [5, [3, 4.5, 6, 10.5, 12, 13.5, 18, 19.5, 21]],
])('averages overlapping windows of %i pixels as PyTorch does', (side, expected) => {
  const x = tf.reshape<tf.Rank.R4>(tf.range(0, side * side), [1, side, side, 1]);
  expect([...adaptiveAverage(x, 3).dataSync()]).toEqual(expected.map((value): unknown => expect.closeTo(value, 5)));
});

it('takes the largest of windows, also of negative numbers at the edge', () => {
  const x = tf.reshape<tf.Rank.R4>(tf.sub(tf.range(0, 16), 100), [1, 4, 4, 1]);
  expect([...maxPool(x, { kernel: 3, stride: 2, padding: 1 }).dataSync()]).toEqual([-95, -93, -87, -85]);
});
