import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { relu } from './relu.js';

onTensorFlow();

it('is max(x, 0), with the gradient 0 at 0', () => {
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor1D) => relu(x))(
    tf.tensor1d([-2, 0, 3]),
    tf.tensor1d([10, 20, 30]),
  );
  expect([...value.dataSync()]).toEqual([0, 0, 3]);
  expect([...grad.dataSync()]).toEqual([0, 0, 30]);
});
