import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientMethod, SearchSpace } from '../attackMethod.js';
import { climbing } from './climbing.js';
import { stepWithin } from '../ball.js';
import { scaledGradient } from '../gradientScale.js';

/** Projected gradient descent: one step of the same size after the other. */
export const pgd: GradientMethod = {
  ...climbing,
  init: (start) => ({ x: tf.clone(start) }),
  step: ({ x }, { gradient }, space) => ({ x: gradientStep(x, gradient, space) }),
};

function gradientStep(x: Tensor4D, gradient: Tensor4D, space: SearchSpace): Tensor4D {
  return stepWithin(space, x, scaledGradient(gradient, space.words), space.number('step-size'));
}
