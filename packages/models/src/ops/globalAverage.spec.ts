import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { largestError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { globalAverage } from './globalAverage.js';

onTensorFlow();

it('is the mean over rows and columns', () => {
  const x = seededTensor<tf.Rank.R4>('x', [3, 5, 4, 10]);
  const expected = tf.mean(x, [1, 2]);
  expect(globalAverage(x).shape).toEqual([3, 10]);
  expect(largestError(globalAverage(x).dataSync(), expected.dataSync())).toBeLessThan(1e-6);
});

it('gives an image the same bits at any place of a batch', () => {
  const x = seededTensor<tf.Rank.R4>('x', [20, 8, 8, 10]);
  const whole = globalAverage(x);
  for (const from of [0, 1, 7, 12]) {
    const part = globalAverage(tf.slice(x, [from, 0, 0, 0], [5, 8, 8, 10]));
    expect(part.dataSync()).toEqual(tf.slice(whole, [from, 0], [5, 10]).dataSync());
  }
});
