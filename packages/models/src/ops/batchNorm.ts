import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { asImage, asVector, hasFused, runFused } from './fusedKernel.js';
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
  const { scale, shift } = affineBy(mean, variance, weight, bias);
  return tf.add(tf.mul(x, scale), shift);
}

/** That map: x * scale + shift. All vectors are [C]. */
export function affineBy(
  mean: Tensor1D,
  variance: Tensor1D,
  weight: Tensor1D,
  bias: Tensor1D,
): { readonly scale: Tensor1D; readonly shift: Tensor1D } {
  const scale = tf.mul<Tensor1D>(weight, tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON)));
  return { scale, shift: tf.sub<Tensor1D>(bias, tf.mul(mean, scale)) };
}

/** Learns of a batch's own mean and unbiased variance a channel, before they are disposed of. */
export type ObserveMoments = (mean: Tensor1D, unbiasedVariance: Tensor1D) => void;

/**
 * BatchNorm with the batch's own statistics, through which the gradient flows (Ioffe and Szegedy 2015), with respect to
 * `x`, `weight` and `bias`.
 */
export function normaliseByBatch(x: Tensor4D, weight: Tensor1D, bias: Tensor1D, observe: ObserveMoments): Tensor4D {
  const normalise = hasFused('BatchNormTraining') ? fusedNormalise : plainNormalise;
  return normalise(x, weight, bias, observe);
}

function fusedNormalise(x: Tensor4D, weight: Tensor1D, bias: Tensor1D, observe: ObserveMoments): Tensor4D {
  const epsilon = BATCH_NORM_EPSILON;
  return withGradient(
    [x, weight, bias],
    () => {
      const none = tf.tensor1d([], 'float32');
      const inputs = { x, weight, bias, mean: none, variance: none };
      const [y, mean, variance, ...reserves] = runFused('BatchNormTraining', inputs, { epsilon }) ?? [];
      observe(asVector(mean), asVector(variance));
      return { value: asImage(y), save: [x, weight, ...reserves] };
    },
    (dy: Tensor4D, [savedX, savedWeight, ...reserves]) => {
      const named = Object.fromEntries(reserves.map((reserve, i) => [`reserve${i + 1}`, reserve]));
      const inputs = { dy, x: asImage(savedX), weight: asVector(savedWeight), ...named };
      const [dx, dWeight, dBias] = runFused('BatchNormTrainingGrad', inputs, { epsilon }) ?? [];
      return [asImage(dx), asVector(dWeight), asVector(dBias)];
    },
  );
}

function plainNormalise(x: Tensor4D, weight: Tensor1D, bias: Tensor1D, observe: ObserveMoments): Tensor4D {
  return withGradient(
    [x, weight, bias],
    () => {
      const { mean, variance } = batchMoments(x);
      const count = pixelsOf(x);
      observe(mean, tf.mul(variance, count / (count - 1)));
      const inverseDeviation = tf.rsqrt(tf.add<Tensor1D>(variance, BATCH_NORM_EPSILON));
      const normed = tf.mul<Tensor4D>(tf.sub(x, mean), inverseDeviation);
      return {
        value: tf.add<Tensor4D>(tf.mul(normed, weight), bias),
        save: [normed, inverseDeviation, weight] as const,
      };
    },
    (dy: Tensor4D, [normed, inverseDeviation, savedWeight]) => {
      const dBias = tf.sum<Tensor1D>(dy, ALL_BUT_CHANNEL);
      const dWeight = tf.sum<Tensor1D>(tf.mul(dy, normed), ALL_BUT_CHANNEL);
      const shared = tf.div<Tensor4D>(tf.add(dBias, tf.mul(normed, dWeight)), pixelsOf(normed));
      return [tf.mul(tf.sub(dy, shared), tf.mul(savedWeight, inverseDeviation)), dWeight, dBias];
    },
  );
}

/** Over how many numbers a channel's statistics go. */
function pixelsOf({ shape: [n, height, width] }: Tensor4D): number {
  return n * height * width;
}
