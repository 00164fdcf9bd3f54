import * as tf from '@tensorflow/tfjs-core';
import { named, type Optimiser } from './optimiser.js';
import { decayedGradient } from './weightDecay.js';

/** Stochastic gradient descent with momentum as `torch.optim.SGD` has it: no dampening, no Nesterov. */
export const sgd: Optimiser = {
  uses: ['momentum', 'weightDecay'],
  slots: ['momentum'],
  scalars: (_recipe, learningRate) => ({ learningRate }),
  update: ({ momentum, weightDecay }, weight, gradient, slots, scalars) => {
    const decayed = decayedGradient(gradient, weight, weightDecay);
    const velocity = tf.add(tf.mul(named(slots, 'momentum'), momentum), decayed);
    return { weight: tf.sub(weight, tf.mul(named(scalars, 'learningRate'), velocity)), slots: { momentum: velocity } };
  },
};
