import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientMethod, MethodState } from '../attackMethod.js';
import { climbing } from './climbing.js';
import { stepWithin } from '../ball.js';

/** Keeps a zero gradient from being divided by zero; the mean of one that is not zero is above it. */
const MEAN_FLOOR = 1e-30;

/** `momentum` [N,H,W,C] is the fading sum of the gradients before. */
type MomentumState = MethodState & { readonly momentum: Tensor4D };

/** The momentum of MI-FGSM: gradients divided by their mean absolute value, as in torchattacks, are summed, and the sum fades. */
export const miFgsm: GradientMethod<MomentumState> = {
  ...climbing,
  init: (start) => ({ x: tf.clone(start), momentum: tf.zerosLike(start) }),
  step: (state, { gradient }, space) => {
    const size = tf.maximum(tf.mean(tf.abs(gradient), [1, 2, 3], true), MEAN_FLOOR);
    const fading = tf.mul(state.momentum, space.number('decay'));
    const momentum = tf.add<Tensor4D>(tf.div(gradient, size), fading);
    return { x: stepWithin(space, state.x, momentum, space.number('step-size')), momentum };
  },
};
