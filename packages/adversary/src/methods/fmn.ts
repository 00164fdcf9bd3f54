import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientEvaluation, GradientMethod, MethodState, SearchSpace } from '../attackMethod.js';
import { broughtBack } from '../ball.js';
import { cosineDecay } from '../cosineDecay.js';
import { farthestLength } from '../farthestLength.js';
import { unitGradient } from '../unitGradient.js';

/** The step size at the end, as a share of the first one; the same of gamma. */
const [LAST_STEP_SIZE, LAST_GAMMA] = [0.01, 0.02];
/** Keeps a gradient that is zero from being divided by zero: the boundary is then far away. */
const GRADIENT_FLOOR = 1e-12;

/** Lengths [N,1,1,1]: the radius that the iterate was brought back to, and the distance of the nearest iterate that reached the goal. */
type FastMinimumNormState = MethodState & Readonly<{ radius: Tensor4D; nearest: Tensor4D }>;

/**
 * FMN (Pintor et al. 2021, algorithm 1): gradient steps, each brought back into a ball whose radius shrinks where the iterate reaches
 * the goal and grows where it does not. Until one has reached it, the radius is where the goal would be were the loss linear.
 */
export const fmn: GradientMethod<FastMinimumNormState> = {
  needs: 'gradient',
  draws: null,
  start: 'the image',
  init: (start) => {
    const lengths = tf.zeros<tf.Rank.R4>([start.shape[0], 1, 1, 1]);
    return { x: tf.clone(start), radius: lengths, nearest: tf.fill(lengths.shape, Number.POSITIVE_INFINITY) };
  },
  step: (state, seen, space) => {
    const { ball, origin, step, steps } = space;
    const share = cosineDecay(step, steps);
    const bounds = radii(state, seen, space, tf.mul(decayed(share, LAST_GAMMA), space.number('gamma')));
    const stepSize = tf.mul(decayed(share, LAST_STEP_SIZE), space.number('step-size'));
    const moved = tf.add<Tensor4D>(state.x, tf.mul(unitGradient(seen.gradient), stepSize));
    return { ...bounds, x: broughtBack({ ball, origin, eps: bounds.radius }, moved) };
  },
};

/** From 1 to `last` as `share` goes from 1 to 0. */
const decayed = (share: Tensor4D, last: number): Tensor4D => tf.add(tf.mul(share, 1 - last), last);

/** The radii that the evaluation of the current iterates asks for. */
function radii(
  state: FastMinimumNormState,
  { logits, score, gradient }: GradientEvaluation,
  space: SearchSpace,
  gamma: Tensor4D,
): Pick<FastMinimumNormState, 'radius' | 'nearest'> {
  const { ball, origin } = space;
  const length = ball.length(tf.sub(state.x, origin));
  const reached: Tensor4D = tf.reshape(space.reached(logits), [-1, 1, 1, 1]);
  const nearest: Tensor4D = tf.where(reached, tf.minimum<Tensor4D>(state.nearest, length), state.nearest);
  const shrunk = tf.minimum<Tensor4D>(tf.mul(state.radius, tf.sub(1, gamma)), nearest);
  const grown = tf.mul<Tensor4D>(state.radius, tf.add(1, gamma));
  const slope = tf.maximum<Tensor4D>(ball.dualLength(gradient), GRADIENT_FLOOR);
  const boundary = tf.add<Tensor4D>(length, tf.div(tf.reshape(tf.abs(score), [-1, 1, 1, 1]), slope));
  // Beyond the paper: by gamma at least, or rounding can leave an iterate just short of the boundary for good.
  const before = tf.maximum<Tensor4D>(boundary, tf.mul(length, tf.add(1, gamma)));
  const isFound = tf.less(state.nearest, Number.POSITIVE_INFINITY);
  const radius: Tensor4D = tf.where(reached, shrunk, tf.where(isFound, grown, before));
  return { nearest, radius: tf.minimum<Tensor4D>(radius, farthestLength(space)) };
}
