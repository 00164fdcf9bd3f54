import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientEvaluation, GradientMethod, MethodState, SearchSpace } from '../../attackMethod.js';
import { stepWithin } from '../../ball.js';
import { climbing } from '../climbing.js';
import { randomOnSurface } from '../onSurface.js';
import { numbers, perImage, whereImage, wholeShare } from './eachImage.js';

/** The share of an image's numbers that the first steps move, and that of the non-zero ones which later steps move. */
const [FIRST_MOVING, OF_NON_ZEROS] = [0.2, 1 / 1.5];
/** The steps from one checkpoint to the next, of all steps. */
const PERIOD = 0.04;
/** A perturbation of fewer than this share of the non-zero numbers of before has become sparser. */
const SPARSER = 0.95;
/** What a step size is divided by where the perturbation has not become sparser, and the shortest, in units of eps. */
const [SHORTER_BY, SHORTEST] = [1.5, 0.1];

/** Where Auto-PGD in l1 has got to. All but the images are a number for each image [N]. */
type SparseState = MethodState &
  Readonly<{
    /** The iterate of highest score, and the gradient there. */
    best: Tensor4D;
    bestGradient: Tensor4D;
    bestScore: Tensor1D;
    /** The step size in units of eps. */
    share: Tensor1D;
    /** The share of the image's numbers that a step moves. */
    moving: Tensor1D;
    /** How many numbers of the best iterate differed from the clean image at the last checkpoint. */
    nonZeros: Tensor1D;
    /** The steps taken since the last checkpoint. */
    taken: Tensor1D;
  }>;

/**
 * Auto-PGD in the l1 ball (Croce and Hein 2021, "Mind the box: l1-APGD for sparse adversarial attacks on image classifiers"): steps along the
 * signs of the largest numbers of the gradient, fewer and shorter from checkpoint to checkpoint, and no momentum. It keeps its radius from the first
 * step on.
 */
export const l1Apgd: GradientMethod<SparseState> = {
  ...climbing,
  start: { when: 'where asked', perturbation: randomOnSurface },
  init: (x) => {
    const each = (value: number): Tensor1D => tf.fill([x.shape[0]], value);
    return {
      x: tf.clone(x),
      best: tf.clone(x),
      bestGradient: tf.zerosLike(x),
      bestScore: each(Number.NEGATIVE_INFINITY),
      share: each(1),
      moving: each(FIRST_MOVING),
      nonZeros: each(x.size / x.shape[0]),
      taken: each(0),
    };
  },
  step: (state, seen, space) => {
    const noted = afterEvaluation(state, seen, space);
    const { isSparser, ...checked } = afterCheckpoint({ ...state, ...noted }, space);
    const x = whereImage(isSparser, noted.best, state.x);
    const gradient = whereImage(isSparser, noted.bestGradient, seen.gradient);
    const direction = largestOf(gradient, checked.moving);
    const moved = stepWithin(space, x, direction, tf.mul<Tensor4D>(perImage(checked.share), space.eps));
    return { ...state, ...noted, ...checked, x: moved };
  },
};

/** What the evaluation of the current iterate changes. */
function afterEvaluation(state: SparseState, { score, gradient }: GradientEvaluation, { step }: SearchSpace) {
  const isBest: Tensor1D = tf.greater(score, state.bestScore);
  const isFirst: Tensor1D = tf.equal(numbers(step, score), 0);
  return {
    best: whereImage(isBest, state.x, state.best),
    bestGradient: whereImage(isBest, gradient, state.bestGradient),
    bestScore: tf.where(isBest, score, state.bestScore),
    taken: tf.where(isFirst, tf.zerosLike(score), tf.add<Tensor1D>(state.taken, 1)),
  };
}

/**
 * At a checkpoint later steps move as many numbers as the best perturbation suggests. Where it has become sparser, the search goes on from it
 * with the longest steps; elsewhere steps become shorter.
 */
function afterCheckpoint(state: SparseState, { origin, steps }: SearchSpace) {
  const { best, share, moving, nonZeros, taken } = state;
  const isCheckpoint: Tensor1D = tf.equal(taken, wholeShare(numbers(steps, taken), PERIOD));
  const changed = tf.cast<Tensor4D>(tf.notEqual<Tensor4D>(best, origin), 'float32');
  const now = tf.sum<Tensor1D>(changed, [1, 2, 3]);
  const isSparser: Tensor1D = tf.logicalAnd(isCheckpoint, tf.less(now, tf.mul<Tensor1D>(nonZeros, SPARSER)));
  const shorter = tf.maximum<Tensor1D>(tf.div<Tensor1D>(share, SHORTER_BY), SHORTEST);
  const next = tf.where(isSparser, tf.onesLike(share), shorter);
  const numbersOfImage = origin.size / origin.shape[0];
  return {
    isSparser,
    share: tf.where(isCheckpoint, next, share),
    moving: tf.where(isCheckpoint, tf.mul<Tensor1D>(now, OF_NON_ZEROS / numbersOfImage), moving),
    nonZeros: tf.where(isCheckpoint, now, nonZeros),
    taken: tf.where(isCheckpoint, tf.zerosLike(taken), taken),
  };
}

/** Gradients [N,H,W,C] of which a share [N] of the numbers is left, the largest; those that are as large as the smallest of them stay too. */
function largestOf(gradient: Tensor4D, share: Tensor1D): Tensor4D {
  const [count] = gradient.shape;
  const size = gradient.size / count;
  const sizes = tf.abs(gradient);
  const { values } = tf.topk<Tensor2D>(tf.reshape(sizes, [count, size]), size);
  const below = tf.floor(tf.mul(tf.sub(1, share), size));
  const place = tf.sub(size - 1, tf.clipByValue(below, 0, size - 1));
  const isSmallest = tf.equal(tf.reshape(tf.range(0, size), [1, size]), tf.reshape(place, [count, 1]));
  const smallest = tf.sum(tf.where(isSmallest, values, tf.zerosLike(values)), 1);
  return tf.where(tf.greaterEqual(sizes, perImage(smallest)), gradient, tf.zerosLike(gradient));
}
