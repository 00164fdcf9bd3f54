import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Loss } from '@bcos-bench/models';
import { margin } from './margin.js';

/**
 * The largest probability of another class less that of the class (Xie et al. 2024, Probability Margin Attack): the margin of the softmax,
 * within [-1,1] and above 0 exactly where the image is not classified as the class.
 */
export const probabilityMargin: Loss = (logits, onehot) => margin(softmax(logits), onehot);

/** The probabilities of logits [N,C]. tfjs's own softmax gives other last bits in a graph than op by op. */
export function softmax(logits: Tensor2D): Tensor2D {
  const powers = tf.exp(tf.sub<Tensor2D>(logits, tf.max(logits, 1, true)));
  return tf.div(powers, tf.sum(powers, 1, true));
}
