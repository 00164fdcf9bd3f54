import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Length } from '../../ball.js';

/** Numbers [N] as [N,1,1,1]. */
export const perImage = (values: Tensor): Tensor4D => tf.reshape(values, [-1, 1, 1, 1]);

/** The images of `a` where a condition [N] holds, those of `b` where not. */
export const whereImage = (condition: Tensor1D, a: Tensor4D, b: Tensor4D): Tensor4D =>
  tf.where(perImage(condition), a, b);

/** A number of the space, once for each image of `like` [N]. */
export const numbers = (value: Length, like: Tensor1D): Tensor1D =>
  typeof value === 'number' ? tf.fill(like.shape, value) : tf.reshape(value, like.shape);

/** A share of all steps [N] as a whole number above 0. */
export function wholeShare(steps: Tensor1D, share: number): Tensor1D {
  // float32 makes 0.06 * 100 a little less than 6.
  return tf.maximum(tf.floor(tf.add(tf.mul(steps, share), 1e-4)), 1);
}
