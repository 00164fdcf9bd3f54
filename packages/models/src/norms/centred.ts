import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from '../ops/withGradient.js';
import { asVector, countOf, inverseDeviationOf, meanOver, momentsOf } from './moments.js';
import { cutIntoGroups, type Region } from './region.js';
import type { ObserveMoments, Standardisation } from './standardisation.js';

/**
 * (x - mean) / sqrt(variance + 1e-5), as PyTorch's norms and `bcos.modules.norms.centered_norms`. Observed is the unbiased
 * variance, as in PyTorch's BatchNorm. In explanation mode the mean is no constant, only the variance is.
 */
export const centred: Standardisation = { byOwnMoments, byOwnMomentsDetached, byRunningMoments };

function byOwnMoments(x: Tensor4D, region: Region, observe: ObserveMoments, epsilon?: number): Tensor4D {
  return withGradient(
    [x],
    () => {
      const cut = cutIntoGroups(x, region);
      const { centred: spread, mean, variance, inverseDeviation } = momentsOf(cut, region, epsilon);
      const count = countOf(cut, region);
      observe(asVector(mean), asVector(tf.mul(variance, count / (count - 1))));
      const normed = tf.mul<tf.Tensor5D>(spread, inverseDeviation);
      return { value: tf.reshape<tf.Rank.R4>(normed, x.shape), save: [normed, inverseDeviation] as const };
    },
    (dy: Tensor4D, [normed, inverseDeviation]) => {
      const cut = cutIntoGroups(dy, region);
      const alike = tf.add(meanOver(cut, region), tf.mul(normed, meanOver(tf.mul(cut, normed), region)));
      return [tf.reshape(tf.mul(tf.sub(cut, alike), inverseDeviation), dy.shape)];
    },
  );
}

function byOwnMomentsDetached(x: Tensor4D, region: Region, epsilon?: number): Tensor4D {
  return withGradient(
    [x],
    () => {
      const { centred: spread, inverseDeviation } = momentsOf(cutIntoGroups(x, region), region, epsilon);
      const value = tf.reshape<tf.Rank.R4>(tf.mul(spread, inverseDeviation), x.shape);
      return { value, save: [inverseDeviation] as const };
    },
    (dy: Tensor4D, [inverseDeviation]) => {
      const cut = cutIntoGroups(dy, region);
      return [tf.reshape(tf.mul(tf.sub(cut, meanOver(cut, region)), inverseDeviation), dy.shape)];
    },
  );
}

function byRunningMoments(mean: Tensor1D, variance: Tensor1D): { scale: Tensor1D; shift: Tensor1D } {
  const scale = inverseDeviationOf(variance);
  return { scale, shift: tf.neg(tf.mul<Tensor1D>(mean, scale)) };
}
