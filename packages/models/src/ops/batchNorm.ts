import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.js';

/** Added to the variance before the root, as in PyTorch. */
export const BATCH_NORM_EPSILON = 1e-5;

const ALL_BUT_CHANNEL = [0, 1, 2];

/** Mean and variance a channel over a batch [N,H,W,C]; the variance is the biased one, which normalises. */
export function batchMoments(x: Tensor4D): { mean: Tensor1D; variance: Tensor1D } {
  const mean = tf.mean<Tensor1D>(x, ALL_BUT_CHANNEL);
  const variance = tf.mean<Tensor1D>(tf.square(tf.sub(x, mean)), ALL_BUT_CHANNEL);
  return { mean, variance };
}

/** BatchNorm with given statistics: an affine map a channel. */
export function normaliseBy(
  x: Tensor4D,
  mean: Tensor1D,
  variance: Tensor1D,
  weight: Tensor1D,
  bias: Tensor1D,
): Tensor4D {
  const scale = tf.mul<Tensor1D>(weight, tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON)));
  return tf.add(tf.mul(x, scale), tf.sub(bias, tf.mul(mean, scale)));
}

/**
 * BatchNorm with the batch's own statistics, through which the gradient flows (Ioffe and Szegedy 2015), with respect to
 * `x`, `weight` and `bias`.
 */
export function normaliseByBatch(x: Tensor4D, weight: Tensor1D, bias: Tensor1D): Tensor4D {
  return withGradient(
    [x, weight, bias],
    () => {
      const { mean, variance } = batchMoments(x);
      const inverseDeviation = tf.rsqrt(tf.add<Tensor1D>(variance, BATCH_NORM_EPSILON));
      const normed = tf.mul<Tensor4D>(tf.sub(x, mean), inverseDeviation);
      return {
        value: tf.add<Tensor4D>(tf.mul(normed, weight), bias),
        save: [normed, inverseDeviation, weight] as const,
      };
    },
    (dy: Tensor4D, [normed, inverseDeviation, savedWeight]) => {
      const [n, height, width] = normed.shape;
      const dBias = tf.sum<Tensor1D>(dy, ALL_BUT_CHANNEL);
      const dWeight = tf.sum<Tensor1D>(tf.mul(dy, normed), ALL_BUT_CHANNEL);
      const shared = tf.div<Tensor4D>(tf.add(dBias, tf.mul(normed, dWeight)), n * height * width);
      return [tf.mul(tf.sub(dy, shared), tf.mul(savedWeight, inverseDeviation)), dWeight, dBias];
    },
  );
}
