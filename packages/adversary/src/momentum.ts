import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** How an attack remembers earlier gradients. All tensors are float32. */
export interface Momentum {
  /** What is remembered before the first step at iterates like `x` [N,H,W,C]. */
  readonly start: (x: Tensor4D) => Tensor4D;
  /**
   * What is remembered of a new gradient [N,H,W,C], and the direction of the step.
   * @param first [N], whether a picture takes its first step: then what is remembered belongs to another picture
   */
  readonly remember: (
    memory: Tensor4D,
    gradient: Tensor4D,
    first: Tensor1D,
  ) => { readonly memory: Tensor4D; readonly direction: Tensor4D };
}

/** Plain gradient steps: nothing is remembered, and one number a picture stands for it. */
const none: Momentum = {
  start: (x) => tf.zeros([x.shape[0], 1, 1, 1]),
  remember: (memory, gradient) => ({ memory, direction: gradient }),
};

/** Keeps a zero gradient from being divided by zero; the mean of one that is not zero is above it. */
const MEAN_FLOOR = 1e-30;

/**
 * The momentum of MI-FGSM (Dong et al. 2018): gradients divided by their mean absolute value, as torchattacks has it, are
 * summed, and the sum fades by `decay` a step.
 */
function decaying(decay: number): Momentum {
  return {
    start: (x) => tf.zerosLike(x),
    remember: (memory, gradient, first) => {
      const size = tf.maximum(tf.mean(tf.abs(gradient), [1, 2, 3], true), MEAN_FLOOR);
      const fading = tf.where(tf.reshape(first, [-1, 1, 1, 1]), tf.zerosLike(memory), tf.mul(memory, decay));
      const sum = tf.add<Tensor4D>(tf.div(gradient, size), fading);
      return { memory: sum, direction: sum };
    },
  };
}

/** The momentum of a decay factor; null is none. */
export function momentumOf(decay: number | null): Momentum {
  return decay === null ? none : decaying(decay);
}
