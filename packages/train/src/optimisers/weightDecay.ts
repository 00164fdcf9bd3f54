import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The gradient with that of half the squared weight, times `decay`, added to it: weight decay as PyTorch's SGD and Adam have it. */
export function decayedGradient(gradient: Tensor, weight: Tensor, decay: number): Tensor {
  return decay === 0 ? gradient : tf.add(gradient, tf.mul(weight, decay));
}
