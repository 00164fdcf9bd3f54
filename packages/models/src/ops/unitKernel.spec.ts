import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { unitKernel } from './unitKernel.js';

onTensorFlow();

it('gives every filter the norm 1, and keeps its direction', () => {
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 4], -5, 5);
  const unit = unitKernel(kernel);
  const norms = tf.sqrt(tf.sum(tf.square(unit), [0, 1, 2]));
  norms.dataSync().forEach((norm) => expect(norm).toBeCloseTo(1, 6));
  const along = tf.sum(tf.mul(unit, kernel), [0, 1, 2]);
  expect(tensorError(along, tf.sqrt(tf.sum(tf.square(kernel), [0, 1, 2])))).toBeLessThan(1e-6);
});

it('does not depend on the length of a filter', () => {
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 4]);
  const longer = tf.mul<tf.Tensor4D>(kernel, tf.tensor1d([0.1, 2, 30, 400]));
  expect(tensorError(unitKernel(longer), unitKernel(kernel))).toBeLessThan(1e-6);
});

it('has the gradient of central differences', () => {
  expect(gradientError(unitKernel, seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 2]))).toBeLessThan(1e-3);
});
