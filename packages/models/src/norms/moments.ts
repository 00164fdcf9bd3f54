import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor5D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { NORM_EPSILON } from './standardisation.js';
import type { Region } from './region.js';

/** What feature maps [N,H,W,G,C/G] have in each region. The last three have a 1 on every axis that was reduced. */
export interface Moments {
  /** The feature maps without their mean. */
  readonly centred: Tensor5D;
  readonly mean: Tensor5D;
  /** The biased variance. */
  readonly variance: Tensor5D;
  /** 1 / sqrt(variance + epsilon). */
  readonly inverseDeviation: Tensor5D;
}

/** The moments of feature maps, region by region. @param epsilon added to a variance before its root */
export function momentsOf(x: Tensor5D, region: Region, epsilon = NORM_EPSILON): Moments {
  const mean = meanOver(x, region);
  const centred = tf.sub<Tensor5D>(x, mean);
  const variance = meanOver(tf.square(centred), region);
  return { centred, mean, variance, inverseDeviation: inverseDeviationOf(variance, epsilon) };
}

/**
 * 1 / sqrt(variance + epsilon). Not by TensorFlow's `rsqrt`, whose last bit depends on where in its array a number stands, and so
 * on the size of the batch; a root and a division are rounded correctly everywhere.
 */
export function inverseDeviationOf<T extends Tensor>(variance: T, epsilon = NORM_EPSILON): T {
  return tf.div<T>(1, tf.sqrt(tf.add<T>(variance, epsilon)));
}

/** The mean over a region, with a 1 on every axis that was reduced. */
export function meanOver(x: Tensor5D, { steps }: Region): Tensor5D {
  return steps.reduce((mean, axes) => tf.mean<Tensor5D>(mean, [...axes], true), x);
}

/** Over how many numbers each moment goes. */
export function countOf({ shape }: Tensor5D, { steps }: Region): number {
  return steps.flat().reduce((product, axis) => product * at(shape, axis), 1);
}

/** A moment a region as a vector. */
export function asVector(moment: Tensor): Tensor1D {
  return tf.reshape(moment, [moment.size]);
}
