import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { named, type Optimiser, type Slots } from './optimiser.js';
import { decayedGradient } from './weightDecay.js';

const BETA1 = 0.9;
const BETA2 = 0.999;

/** The slots of Adam: running means of a weight's gradient and of the gradient's square. */
export const ADAM_SLOTS = ['mean', 'square'] as const;

/** The numbers of step `t`, the first being 1: the learning rate over 1 - beta1^t, and the root of 1 - beta2^t. */
export function adamScalars(learningRate: number, t: number): { stepSize: number; rootCorrection: number } {
  return { stepSize: learningRate / (1 - BETA1 ** t), rootCorrection: Math.sqrt(1 - BETA2 ** t) };
}

/**
 * The step of Adam (Kingma and Ba 2015) in PyTorch's order of operations.
 * @param epsilon added to the root of the mean square; gradients far below it hardly move a weight
 */
export function adamStep(
  weight: Tensor,
  gradient: Tensor,
  slots: Slots,
  scalars: Readonly<Record<string, Scalar>>,
  epsilon: number,
): { weight: Tensor; slots: Slots } {
  const mean = tf.add(tf.mul(named(slots, 'mean'), BETA1), tf.mul(gradient, 1 - BETA1));
  const square = tf.add(tf.mul(named(slots, 'square'), BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
  const denominator = tf.add(tf.div(tf.sqrt(square), named(scalars, 'rootCorrection')), epsilon);
  const moved = tf.sub(weight, tf.mul(named(scalars, 'stepSize'), tf.div(mean, denominator)));
  return { weight: moved, slots: { mean, square } };
}

/** Adam as `torch.optim.Adam` has it: weight decay is part of the gradient. */
export const adam: Optimiser = {
  uses: ['adamEpsilon', 'weightDecay'],
  slots: ADAM_SLOTS,
  scalars: (_recipe, learningRate, step) => adamScalars(learningRate, step),
  update: ({ adamEpsilon, weightDecay }, weight, gradient, slots, scalars) =>
    adamStep(weight, decayedGradient(gradient, weight, weightDecay), slots, scalars, adamEpsilon),
};
