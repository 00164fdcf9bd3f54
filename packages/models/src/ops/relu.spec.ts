import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { relu, underReluRule } from './relu.js';

onTensorFlow();

it('is max(x, 0), with the gradient 0 at 0', () => {
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor1D) => relu(x))(
    tf.tensor1d([-2, 0, 3]),
    tf.tensor1d([10, 20, 30]),
  );
  expect([...value.dataSync()]).toEqual([0, 0, 3]);
  expect([...grad.dataSync()]).toEqual([0, 0, 30]);
});

it('has the gradient of a rule where one is in force, and its own again afterwards', () => {
  const x = tf.tensor1d([-2, 3]);
  const gradient = tf.grad((input) => relu(input));
  const ruled = underReluRule(
    (dy, input, value) => tf.add(dy, tf.add(input, value)),
    () => gradient(x),
  );
  expect([...ruled.dataSync()]).toEqual([-1, 7]);
  expect(() =>
    underReluRule(
      (dy) => dy,
      () => {
        throw new RangeError('no');
      },
    ),
  ).toThrow('no');
  expect([...gradient(x).dataSync()]).toEqual([0, 1]);
});
