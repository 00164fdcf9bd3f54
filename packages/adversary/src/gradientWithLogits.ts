import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** What is made of logits, with its gradient in the tensor that they come from. */
export interface WithLogits<T extends Tensor> {
  readonly value: T;
  readonly gradient: Tensor4D;
  /** [N,classes]. */
  readonly logits: Tensor2D;
}

/**
 * A value of the logits at `x`, its gradient, and the logits, from one pass.
 * @param logitsOf the logits of the network
 * @param valueOf what is made of them: a number for each image, or their sum
 */
export function gradientWithLogits<T extends Tensor>(
  x: Tensor4D,
  logitsOf: (x: Tensor4D) => Tensor2D,
  valueOf: (logits: Tensor2D) => T,
): WithLogits<T> {
  const kept: Tensor2D[] = [];
  const { value, grad: gradient } = tf.valueAndGrad((moving: Tensor4D): T => {
    const logits = logitsOf(moving);
    // tfjs disposes of what a differentiated function does not return, unless it is kept.
    kept.push(tf.keep(logits));
    return valueOf(logits);
  })(x);
  const [logits] = kept;
  if (logits === undefined) throw new Error('the logits were not computed');
  const released = tf.clone(logits);
  logits.dispose();
  return { value, gradient, logits: released };
}
