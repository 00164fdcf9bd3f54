import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from '../ops/withGradient.js';
import { asVector, inverseDeviationOf, meanOver, momentsOf } from './moments.js';
import { cutIntoGroups, type Region } from './region.js';
import type { ObserveMoments, Standardisation } from './standardisation.js';

/**
 * x / sqrt(variance + 1e-5), as `bcos.modules.norms.uncentered_norms`: the variance is about the mean, which stays in x.
 * Observed is the biased variance, other than in PyTorch's BatchNorm.
 */
export const uncentred: Standardisation = { byOwnMoments, byOwnMomentsDetached, byRunningMoments };

function byOwnMoments(x: Tensor4D, region: Region, observe: ObserveMoments, epsilon?: number): Tensor4D {
  return withGradient(
    [x],
    () => {
      const cut = cutIntoGroups(x, region);
      const { mean, variance, inverseDeviation } = momentsOf(cut, region, epsilon);
      observe(null, asVector(variance));
      const normed = tf.mul<tf.Tensor5D>(cut, inverseDeviation);
      const offset = tf.mul<tf.Tensor5D>(mean, inverseDeviation);
      return { value: tf.reshape<tf.Rank.R4>(normed, x.shape), save: [normed, offset, inverseDeviation] as const };
    },
    (dy: Tensor4D, [normed, offset, inverseDeviation]) => {
      const cut = cutIntoGroups(dy, region);
      const throughVariance = tf.mul(tf.sub(normed, offset), meanOver(tf.mul(cut, normed), region));
      return [tf.reshape(tf.mul(tf.sub(cut, throughVariance), inverseDeviation), dy.shape)];
    },
  );
}

function byOwnMomentsDetached(x: Tensor4D, region: Region, epsilon?: number): Tensor4D {
  return withGradient(
    [x],
    () => {
      const cut = cutIntoGroups(x, region);
      const { inverseDeviation } = momentsOf(cut, region, epsilon);
      const value = tf.reshape<tf.Rank.R4>(tf.mul(cut, inverseDeviation), x.shape);
      return { value, save: [inverseDeviation] as const };
    },
    (dy: Tensor4D, [inverseDeviation]) => [tf.reshape(tf.mul(cutIntoGroups(dy, region), inverseDeviation), dy.shape)],
  );
}

function byRunningMoments(_mean: Tensor1D, variance: Tensor1D): { scale: Tensor1D; shift: null } {
  return { scale: inverseDeviationOf(variance), shift: null };
}
