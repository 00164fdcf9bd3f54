import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientEvaluation, GradientMethod, MethodState, OwnStart, SearchSpace } from '../../attackMethod.js';
import { broughtBack, stepWithin } from '../../ball.js';
import { climbing } from '../climbing.js';
import { randomOnSurface } from '../onSurface.js';
import { numbers, perImage, whereImage, wholeShare } from './eachImage.js';

/** The share of a step that follows the gradient; the rest goes on in the direction of the step before. */
const GRADIENT_SHARE = 0.75;
/** The steps up to the first checkpoint, the fewest between two, and what each distance is less than the one before, of all steps. */
const [FIRST_CHECKPOINT, SHORTEST, SHORTER_BY] = [0.22, 0.06, 0.03];

/** Where Auto-PGD has got to. All but the images are a number for each image [N]. */
export type AutoPgdState = MethodState &
  Readonly<{
    /** The iterate that the last step began at. */
    previous: Tensor4D;
    /** The iterate of highest score, and the gradient there. */
    best: Tensor4D;
    bestGradient: Tensor4D;
    bestScore: Tensor1D;
    lastScore: Tensor1D;
    /** The step size in units of eps. */
    share: Tensor1D;
    /** Since the last checkpoint: the steps taken, and those that raised the score. */
    taken: Tensor1D;
    rises: Tensor1D;
    /** The steps from the last checkpoint to the next. */
    period: Tensor1D;
    /** At the last checkpoint: the highest score, and whether the step size halved. */
    checkedScore: Tensor1D;
    halved: Tensor1D;
  }>;

const start: OwnStart = { when: 'where asked', perturbation: randomOnSurface };

/** Auto-PGD (Croce and Hein 2020, algorithm 1): PGD with momentum, and a step size for each image that halves at checkpoints. */
export const apgd: GradientMethod<AutoPgdState> = {
  ...climbing,
  start,
  init: (x) => {
    const each = (value: number): Tensor1D => tf.fill([x.shape[0]], value);
    return {
      x: tf.clone(x),
      previous: tf.clone(x),
      best: tf.clone(x),
      bestGradient: tf.zerosLike(x),
      bestScore: each(Number.NEGATIVE_INFINITY),
      lastScore: each(Number.POSITIVE_INFINITY),
      share: each(2),
      taken: each(0),
      rises: each(0),
      period: each(0),
      checkedScore: each(Number.NEGATIVE_INFINITY),
      // As in the authors' code, the highest score is not asked for a rise at the first checkpoint.
      halved: each(1),
    };
  },
  step: (state, seen, space) => {
    const { isFirst, ...noted } = afterEvaluation(state, seen, space);
    const { halves, ...checked } = afterCheckpoint({ ...state, ...noted }, space);
    const x = whereImage(halves, noted.best, state.x);
    const gradient = whereImage(halves, noted.bestGradient, seen.gradient);
    const moved = movedBy(x, state.previous, gradient, { share: checked.share, isFirst }, space);
    return { ...state, ...noted, ...checked, x: moved, previous: x };
  },
};

/** What the evaluation of the current iterate changes. */
function afterEvaluation(state: AutoPgdState, { score, gradient }: GradientEvaluation, { step, steps }: SearchSpace) {
  const isFirst: Tensor1D = tf.equal(numbers(step, score), 0);
  const isBest: Tensor1D = tf.greater(score, state.bestScore);
  const first = wholeShare(numbers(steps, score), FIRST_CHECKPOINT);
  const one = tf.onesLike(score);
  return {
    isFirst,
    best: whereImage(isBest, state.x, state.best),
    bestGradient: whereImage(isBest, gradient, state.bestGradient),
    bestScore: tf.where(isBest, score, state.bestScore),
    // As in the authors' code, the first step counts as a rise where the score is above 0.
    lastScore: tf.where(isFirst, tf.zerosLike(score), score),
    checkedScore: tf.where(isFirst, score, state.checkedScore),
    period: tf.where(isFirst, first, state.period),
    taken: tf.where(isFirst, tf.zerosLike(score), tf.add<Tensor1D>(state.taken, one)),
    rises: tf.add<Tensor1D>(state.rises, tf.cast(tf.greater(score, state.lastScore), 'float32')),
  };
}

/** At a checkpoint the step size halves where too few steps raised the score, or neither it nor the highest score changed since the last one. */
function afterCheckpoint(state: AutoPgdState, space: SearchSpace) {
  const { taken, rises, period, halved, bestScore, checkedScore, share } = state;
  const isCheckpoint: Tensor1D = tf.logicalAnd(tf.greater(taken, 0), tf.equal(taken, period));
  const oscillates = tf.lessEqual(rises, tf.mul(numbers(space.number('rho'), period), period));
  const stands = tf.logicalAnd(tf.equal(halved, 0), tf.greaterEqual(checkedScore, bestScore));
  const halves: Tensor1D = tf.logicalAnd(isCheckpoint, tf.logicalOr(oscillates, stands));
  const steps = numbers(space.steps, period);
  const next = tf.maximum<Tensor1D>(tf.sub(period, wholeShare(steps, SHORTER_BY)), wholeShare(steps, SHORTEST));
  const none = tf.zerosLike(taken);
  return {
    halves,
    share: tf.where(halves, tf.mul<Tensor1D>(share, 0.5), share),
    taken: tf.where(isCheckpoint, none, taken),
    rises: tf.where(isCheckpoint, none, rises),
    period: tf.where(isCheckpoint, next, period),
    checkedScore: tf.where(isCheckpoint, bestScore, checkedScore),
    halved: tf.where(isCheckpoint, tf.cast<Tensor1D>(halves, 'float32'), halved),
  };
}

/** The next iterate: a projected gradient step, and a part of the step before; the first step has no step before it. */
function movedBy(
  x: Tensor4D,
  previous: Tensor4D,
  gradient: Tensor4D,
  { share, isFirst }: { readonly share: Tensor1D; readonly isFirst: Tensor1D },
  space: SearchSpace,
): Tensor4D {
  const stepSize = tf.mul<Tensor4D>(perImage(share), space.eps);
  const climbed = stepWithin(space, x, gradient, stepSize);
  const momentum = tf.sub(x, previous);
  const together = tf.add(tf.mul(tf.sub(climbed, x), GRADIENT_SHARE), tf.mul(momentum, 1 - GRADIENT_SHARE));
  const moved = tf.add<Tensor4D>(x, together);
  return whereImage(isFirst, climbed, broughtBack(space, moved));
}
