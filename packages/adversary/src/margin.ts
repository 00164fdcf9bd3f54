import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Loss } from '@bcos-bench/models';

/** Far below any logit: takes a class out of a maximum. */
const FAR_BELOW = -1e9;

/**
 * The largest other logit less that of the class (Carlini and Wagner 2017): above 0 exactly where the image is not
 * classified as the class.
 */
export const margin: Loss = (logits, onehot) => tf.sub(largestOther(logits, onehot), logitOf(logits, onehot));

/** The logit [N] of each image's class. */
export function logitOf(logits: Tensor2D, onehot: Tensor2D): Tensor1D {
  return tf.sum(tf.mul(logits, onehot), 1);
}

/** The logits [N,C] with those of `onehot` out of the way of a maximum. */
export function without(logits: Tensor2D, onehot: Tensor2D): Tensor2D {
  return tf.add(logits, tf.mul(onehot, FAR_BELOW));
}

function largestOther(logits: Tensor2D, onehot: Tensor2D): Tensor1D {
  return tf.max(without(logits, onehot), 1);
}
