import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { inChannelOrder, inClassOrder } from './readingOrder.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';

onTensorFlow();

it('puts blue first, among the inverse channels too', () => {
  const image = tf.tensor<tf.Rank.R4>([1, 2, 3, 4, 5, 6], [1, 1, 2, 3]);
  expect([...inChannelOrder(image, { channelOrder: 'bgr' }, 3).dataSync()]).toEqual([3, 2, 1, 6, 5, 4]);
  const encoded = tf.tensor<tf.Rank.R4>([1, 2, 3, 4, 5, 6], [1, 1, 1, 6]);
  expect([...inChannelOrder(encoded, { channelOrder: 'bgr' }, 3).dataSync()]).toEqual([3, 2, 1, 6, 5, 4]);
  expect(inChannelOrder(image, {}, 3)).toBe(image);
});

it('gives each class the logit of its output, and its gradient', () => {
  const logits = tf.tensor2d([[10, 20, 30]]);
  const order = { outputOrder: [2, 0, 1] };
  expect([...inClassOrder(logits, order).dataSync()]).toEqual([30, 10, 20]);
  const first = (x: Tensor2D): tf.Scalar => tf.sum(tf.slice(inClassOrder(x, order), [0, 0], [1, 1]));
  expect([
    ...tf
      .grad((x) => first(x as Tensor2D))(logits)
      .dataSync(),
  ]).toEqual([0, 0, 1]);
  expect(inClassOrder(logits, {})).toBe(logits);
});

it('has the gradient of each channel where the channel is', () => {
  const image = tf.ones<tf.Rank.R4>([1, 1, 1, 3]);
  const blue = (x: tf.Tensor): tf.Scalar =>
    tf.sum(tf.slice(inChannelOrder(x as Tensor4D, { channelOrder: 'bgr' }, 3), [0, 0, 0, 0], [1, 1, 1, 1]));
  expect([...tf.grad(blue)(image).dataSync()]).toEqual([0, 0, 1]);
});
