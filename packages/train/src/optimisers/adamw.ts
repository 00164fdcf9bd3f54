import * as tf from '@tensorflow/tfjs-core';
import { ADAM_SLOTS, adamScalars, adamStep } from './adam.js';
import { named, type Optimiser } from './optimiser.js';

/** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019), as `torch.optim.AdamW` has it. */
export const adamw: Optimiser = {
  uses: ['adamEpsilon', 'weightDecay'],
  slots: ADAM_SLOTS,
  scalars: ({ weightDecay }, learningRate, step) => ({
    ...adamScalars(learningRate, step),
    kept: 1 - learningRate * weightDecay,
  }),
  update: ({ adamEpsilon }, weight, gradient, slots, scalars) =>
    adamStep(tf.mul(weight, named(scalars, 'kept')), gradient, slots, scalars, adamEpsilon),
};
