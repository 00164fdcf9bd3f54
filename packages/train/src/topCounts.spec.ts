import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { countTop } from './topCounts.js';

beforeAll(async () => {
  await openPlain();
});

it('counts the images whose class is among the first k', () => {
  const counts = tf.tidy(() => {
    const logits = tf.tensor2d([
      [3, 2, 1, 0],
      [3, 2, 1, 0],
      [0, 1, 2, 3],
    ]);
    const onehot = tf.oneHot([0, 1, 0], 4, 1, 0, 'float32').as2D(3, 4);
    return [1, 2, 3, 4].map((k) => countTop(logits, onehot, k).dataSync()[0]);
  });
  expect(counts).toEqual([1, 2, 2, 3]);
});

it('puts the lower of two classes with equal logits first', () => {
  const counts = tf.tidy(() => {
    const onehot = tf.oneHot([0, 1, 2, 3], 4, 1, 0, 'float32').as2D(4, 4);
    return [1, 2, 3, 4].map((k) => countTop(tf.ones([4, 4]), onehot, k).dataSync()[0]);
  });
  expect(counts).toEqual([1, 2, 3, 4]);
});
