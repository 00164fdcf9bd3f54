import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Backward } from '../backward.js';

/** The gradient itself, in the mode that the logits are computed in. */
export const trueGradient: Backward = (logits, x, chosen) => {
  const explained = (input: Tensor4D): tf.Scalar => tf.sum(tf.mul(logits(input), chosen));
  return tf.valueAndGrad(explained)(x).grad;
};
