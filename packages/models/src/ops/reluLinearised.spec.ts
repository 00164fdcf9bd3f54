import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { reluLinearised, SLOPE_SHARPNESS } from './reluLinearised.js';

onTensorFlow();

it('is max(x, 0) at the points, and passes other inputs where a point is above 0', () => {
  const both = tf.tensor1d([-1, 0, 2, 5, -7, 3]);
  expect([...reluLinearised(both).dataSync()]).toEqual([0, 0, 2, 0, -0, 3]);
});

it('has the gradient of a ReLU at the points, and that of the logistic slope through the other inputs', () => {
  const points = tf.tensor1d([-2, -0.5, -0.01, 0.01, 0.5, 2].map((x) => x / SLOPE_SHARPNESS));
  const others = tf.tensor1d([0.3, -1, 2, 0.5, -0.2, 1]);
  const gradient = (dOfPoints: number, dOfOthers: number): Tensor1D => {
    const dy = tf.concat<Tensor1D>([tf.fill([6], dOfPoints), tf.fill([6], dOfOthers)]);
    return tf.valueAndGrad((both: Tensor1D) => reluLinearised(both))(tf.concat([points, others]), dy).grad;
  };
  const active = [0, 0, 0, 1, 1, 1];
  expect([...gradient(1, 0).dataSync()]).toEqual([...active, 0, 0, 0, 0, 0, 0]);
  // The mean over logistic noise of the slope, times what it is a slope of: its derivative is a central difference.
  const mean = (x: Tensor1D): Tensor1D => tf.sigmoid(tf.mul(x, SLOPE_SHARPNESS));
  const step = 1e-3 / SLOPE_SHARPNESS;
  const slope = tf.div(tf.sub(mean(tf.add(points, step)), mean(tf.sub(points, step))), 2 * step);
  const wanted = tf.concat([tf.mul(slope, tf.sub(others, points)), tf.tensor1d(active)]);
  expect(tensorError(gradient(0, 1), wanted)).toBeLessThan(1e-3);
});
