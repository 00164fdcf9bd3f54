import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * How many images have their class among the first `k` by falling logit, of equal logits the lower class first: the count
 * behind top-`k` accuracy, so that a network which says the same of all classes is not right.
 */
export function countTop(logits: Tensor2D, onehot: Tensor2D, k: number): Scalar {
  const own = tf.sum<Tensor2D>(tf.mul(logits, onehot), 1, true);
  const lowerClass = tf.cumsum(onehot, 1, true, true);
  const ahead = tf.logicalOr(
    tf.greater(logits, own),
    tf.logicalAnd(tf.equal(logits, own), tf.cast(lowerClass, 'bool')),
  );
  return tf.sum(tf.cast(tf.less(tf.sum(tf.cast(ahead, 'float32'), 1), k), 'float32'));
}
