import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/**
 * Fast adversarial training (Wong, Rice and Kolter 2020): one step of 1.25 eps from a random point of the ball, SGD with
 * momentum on a triangular rate.
 */
export const fastLinf8: Recipe = {
  ...basic,
  epochs: 30,
  batch: 128,
  lr: 0.2,
  optimiser: 'sgd',
  weightDecay: 5e-4,
  schedule: 'cyclic',
  peak: 0.4,
  adversarial: 'linf:8/255:1',
  adversarialStep: 1.25,
};

/** The same in the ball of l2. */
export const fastL2: Recipe = { ...fastLinf8, adversarial: 'l2:0.5:1' };
