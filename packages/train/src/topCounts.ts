import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';

/** How many pictures have fewer than `k` classes with a logit above that of their own: the count behind top-`k` accuracy. */
export function countTop(logits: Tensor2D, onehot: Tensor2D, k: number): Scalar {
  const own = tf.sum<Tensor2D>(tf.mul(logits, onehot), 1, true);
  const above = tf.sum(tf.cast(tf.greater(logits, own), 'float32'), 1);
  return tf.sum(tf.cast(tf.less(above, k), 'float32'));
}
