import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TrainingLoss } from '@bcos-bench/formats';

/** A loss an image: logits [N,C] and one-hot labels [N,C] to [N]. */
export type Loss = (logits: Tensor2D, onehot: Tensor2D) => Tensor1D;

/**
 * Binary cross-entropy with logits, mean over classes: max(l,0) - l*y + log(1 + exp(-|l|)), which never overflows. B-cos
 * networks are trained with it.
 */
const bce: Loss = (logits, onehot) => {
  const terms = tf.add(tf.sub(tf.relu(logits), tf.mul(logits, onehot)), tf.softplus(tf.neg(tf.abs(logits))));
  return tf.mean(terms, 1);
};

/** Cross-entropy of the softmax. */
const crossEntropy: Loss = (logits, onehot) => {
  const shifted = tf.sub<Tensor2D>(logits, tf.max(logits, 1, true));
  return tf.sub(tf.log(tf.sum<Tensor1D>(tf.exp(shifted), 1)), tf.sum<Tensor1D>(tf.mul(shifted, onehot), 1));
};

/** The losses that networks are trained with, by name. */
export const trainingLosses: Readonly<Record<TrainingLoss, Loss>> = { bce, 'cross-entropy': crossEntropy };
