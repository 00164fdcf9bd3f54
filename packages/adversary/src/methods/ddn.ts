import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientMethod, MethodState } from '../attackMethod.js';
import { cosineDecay } from '../cosineDecay.js';
import { farthestLength } from '../farthestLength.js';
import { unitGradient } from '../unitGradient.js';

/** The step size at the end, as a share of the first one. */
const LAST_STEP_SIZE = 0.01;

/** `radius` [N,1,1,1] is how far the iterate is from its image, before it is cut to [0,1]. */
type DecoupledState = MethodState & Readonly<{ radius: Tensor4D }>;

/**
 * DDN (Rony et al. 2019, algorithm 1): gradient steps of a cross-entropy, each scaled to a radius of its own, which shrinks where the
 * iterate reaches the goal and grows where it does not. Values are not rounded to bytes.
 */
export const ddn: GradientMethod<DecoupledState> = {
  needs: 'gradient',
  draws: null,
  start: 'the image',
  init: (start) => ({ x: tf.clone(start), radius: tf.zeros([start.shape[0], 1, 1, 1]) }),
  step: (state, { logits, gradient }, space) => {
    const { ball, origin, step, steps } = space;
    const gamma = space.number('gamma');
    const before = tf.where<Tensor4D>(tf.equal(step, 0), space.number('initial-radius'), state.radius);
    const reached: Tensor4D = tf.reshape(space.reached(logits), [-1, 1, 1, 1]);
    const next = tf.mul<Tensor4D>(before, tf.where(reached, tf.sub<Tensor4D>(1, gamma), tf.add<Tensor4D>(1, gamma)));
    const radius = tf.minimum<Tensor4D>(next, farthestLength(space));
    const share = tf.add(tf.mul(cosineDecay(step, steps), 1 - LAST_STEP_SIZE), LAST_STEP_SIZE);
    const along = tf.mul(unitGradient(gradient), tf.mul(share, space.number('step-size')));
    const perturbation = tf.add<Tensor4D>(tf.sub(state.x, origin), along);
    const scaled = tf.divNoNan<Tensor4D>(tf.mul(perturbation, radius), ball.length(perturbation));
    return { x: tf.clipByValue(tf.add(origin, scaled), 0, 1), radius };
  },
};
