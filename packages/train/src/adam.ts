import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

const BETA1 = 0.9;
const BETA2 = 0.999;

/** A weight and Adam's two running means of its gradient and of the gradient's square. */
export interface AdamState {
  readonly weight: Tensor;
  readonly mean: Tensor;
  readonly square: Tensor;
}

/** The two numbers that change from step to step. */
export interface AdamRates {
  /** The learning rate over 1 - beta1^t. */
  readonly stepSize: number;
  /** The root of 1 - beta2^t. */
  readonly rootCorrection: number;
}

/** The rates of step `t`, the first being 1. */
export function adamRates(learningRate: number, t: number): AdamRates {
  return { stepSize: learningRate / (1 - BETA1 ** t), rootCorrection: Math.sqrt(1 - BETA2 ** t) };
}

/**
 * One step of Adam (Kingma and Ba 2015) in the order of operations of PyTorch's.
 * @param epsilon added to the root of the mean square; gradients far below it hardly move a weight
 */
export function adam(
  state: AdamState,
  gradient: Tensor,
  stepSize: Scalar,
  rootCorrection: Scalar,
  epsilon: number,
): AdamState {
  const mean = tf.add(tf.mul(state.mean, BETA1), tf.mul(gradient, 1 - BETA1));
  const square = tf.add(tf.mul(state.square, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
  const denominator = tf.add(tf.div(tf.sqrt(square), rootCorrection), epsilon);
  return { weight: tf.sub(state.weight, tf.mul(stepSize, tf.div(mean, denominator))), mean, square };
}
