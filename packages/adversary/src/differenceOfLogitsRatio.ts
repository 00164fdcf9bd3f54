import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Loss } from '@bcos-bench/models';
import type { TargetedLoss } from './targetedLoss.js';
import { logitOf, margin, without } from './margin.js';

/** Added to the denominator, as AutoAttack does. */
const RATIO_FLOOR = 1e-12;

/**
 * The difference-of-logits ratio (Croce and Hein 2020, equation 6): the margin over the distance of the first from the third
 * logit. It takes no notice of the logits' scale. Defined for three classes or more.
 */
export const differenceOfLogitsRatio: Loss = (logits, onehot) => {
  const [first, , third] = largestFour(logits);
  return tf.div(margin(logits, onehot), tf.add(tf.sub(first, third), RATIO_FLOOR));
};

/**
 * The targeted ratio (Croce and Hein 2020, equation 7), with its sign turned, so that it is descended: right less target
 * logit, over the first less the mean of third and fourth. Defined for four classes or more.
 */
export const targetedDifferenceOfLogitsRatio: TargetedLoss = (logits, onehot, target) => {
  const [first, , third, fourth] = largestFour(logits);
  const spread = tf.sub(first, tf.mul(tf.add(third, fourth), 0.5));
  return tf.div(tf.sub(logitOf(logits, onehot), logitOf(logits, target)), tf.add(spread, RATIO_FLOOR));
};

/** The four largest logits of each image, in order. */
function largestFour(logits: Tensor2D): [Tensor1D, Tensor1D, Tensor1D, Tensor1D] {
  const second = withoutLargest(logits);
  const third = withoutLargest(second);
  return [tf.max(logits, 1), tf.max(second, 1), tf.max(third, 1), tf.max(withoutLargest(third), 1)];
}

/** The logits with the largest of each image out of the way; the gradient takes no notice of which it was. */
function withoutLargest(logits: Tensor2D): Tensor2D {
  const largest = tf.oneHot(tf.argMax(logits, 1), logits.shape[1]);
  return without(logits, tf.reshape(tf.cast(largest, 'float32'), logits.shape));
}
