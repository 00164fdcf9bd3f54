import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientMethod, MethodState } from '../attackMethod.js';
import { climbing } from './climbing.js';
import { stepWithin } from '../ball.js';
import { scaledGradient } from '../gradientScale.js';

/** `share` [N] is the step size as a share of the first one; `score` [N] is that of the iterate before. */
type HalvingState = MethodState & { readonly share: Tensor1D; readonly score: Tensor1D };

/** PGD with a step size for each image. It halves when the score of that image does not rise. */
export const pgdHalving: GradientMethod<HalvingState> = {
  ...climbing,
  init: (start) => ({
    x: tf.clone(start),
    share: tf.ones([start.shape[0]]),
    score: tf.fill([start.shape[0]], Number.NEGATIVE_INFINITY),
  }),
  step: (state, { gradient, score }, space) => {
    const rises = tf.greater(score, state.score);
    const share = tf.where(rises, state.share, tf.mul<Tensor1D>(state.share, 0.5));
    const stepSize = tf.mul<Tensor4D>(tf.reshape(share, [-1, 1, 1, 1]), space.number('step-size'));
    return { x: stepWithin(space, state.x, scaledGradient(gradient, space.words), stepSize), share, score };
  },
};
