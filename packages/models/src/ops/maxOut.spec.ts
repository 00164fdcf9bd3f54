import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { maxOut, maxOutGradient } from './maxOut.js';

onTensorFlow();

const x = (): tf.Tensor4D => tf.tensor4d([1, 5, -3, -2, 4, 4, 0, 0], [1, 1, 2, 4]);

it('keeps the largest of consecutive channels', () => {
  const largest = maxOut(x(), 2);
  expect(largest.shape).toEqual([1, 1, 2, 2]);
  expect([...largest.dataSync()]).toEqual([5, -2, 4, 0]);
  expect([...maxOut(x(), 4).dataSync()]).toEqual([5, 4]);
});

it('sends the gradient to the largest, and to the first where two are equal', () => {
  const dy = tf.tensor4d([10, 20, 30, 40], [1, 1, 2, 2]);
  const gradient = maxOutGradient(dy, x(), 2);
  expect(gradient.shape).toEqual([1, 1, 2, 4]);
  expect([...gradient.dataSync()]).toEqual([0, 10, 0, 20, 30, 0, 40, 0]);
});
