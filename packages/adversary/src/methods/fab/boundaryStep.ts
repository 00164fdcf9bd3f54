import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { usualNorm } from '@bcos-bench/vocabulary';
import type { MethodState, OwnStart, SearchSpace } from '../../attackMethod.js';
import type { Boundary } from '../../boundary.js';
import { goals } from '../../goal.js';
import { randomOnSurface } from '../onSurface.js';
import { shortestChange } from './shortestChange.js';

/** Restarts begin at a random point at this share of the radius. */
const START_SHARE = 0.5;
/** The shortest distance that counts, so that the share of two distances is defined. */
const SHORTEST_DISTANCE = 1e-8;

/** `isBack` [N] is 1 where the current iterate is the result of a backward step. */
export type BoundaryState = MethodState & Readonly<{ isBack: Tensor1D }>;

const start: OwnStart = {
  when: 'in restarts',
  perturbation: (random, image, norm, eps) =>
    randomOnSurface(random, image, norm, eps).map((value) => START_SHARE * value),
};

/** What FAB has in both of its forms. */
export const fastAdaptiveBoundary = {
  draws: null,
  start,
  init: (x: Tensor4D): BoundaryState => ({ x: tf.clone(x), isBack: tf.zeros([x.shape[0]]) }),
} as const;

/**
 * The next iterates of FAB (Croce and Hein 2020, algorithm 1): over the boundary as if that were a hyperplane, and back towards the image
 * where an iterate has crossed it.
 */
export function boundaryStep(
  { x, isBack }: BoundaryState,
  logits: Tensor2D,
  boundary: Boundary,
  space: SearchSpace,
): BoundaryState {
  const crossed: Tensor1D = goals.ranked.reached(logits, space.classes);
  const goesBack: Tensor1D = tf.logicalAnd(crossed, tf.equal(isBack, 0));
  const next = tf.where(tf.reshape(goesBack, [-1, 1, 1, 1]), backward(x, space), forward(x, boundary, space));
  return { x: next, isBack: tf.cast(goesBack, 'float32') };
}

/** A part of the way from the image to the iterate. */
function backward(x: Tensor4D, { origin, number }: SearchSpace): Tensor4D {
  return tf.add(origin, tf.mul(tf.sub(x, origin), number('beta')));
}

/** A step a little beyond the hyperplane, between the projections of the iterate and of the image. */
function forward(x: Tensor4D, { difference, gradient }: Boundary, { ball, origin, number }: SearchSpace): Tensor4D {
  const norm = usualNorm(ball.norm);
  const missing: Tensor4D = tf.neg(tf.reshape<tf.Rank.R4>(difference, [-1, 1, 1, 1]));
  const sinceImage = tf.sum<Tensor4D>(tf.mul(gradient, tf.sub(x, origin)), [1, 2, 3], true);
  const change = shortestChange(norm, x, gradient, missing);
  const changeOfImage = shortestChange(norm, origin, gradient, tf.add<Tensor4D>(missing, sinceImage));
  const distance = tf.maximum<Tensor4D>(ball.length(change), SHORTEST_DISTANCE);
  const distanceOfImage = tf.maximum<Tensor4D>(ball.length(changeOfImage), SHORTEST_DISTANCE);
  const share = tf.minimum<Tensor4D>(tf.div(distance, tf.add(distance, distanceOfImage)), number('alpha-max'));
  const beyond = (from: Tensor4D, by: Tensor4D): Tensor4D => tf.add(from, tf.mul(by, number('eta')));
  const fromIterate = tf.mul<Tensor4D>(beyond(x, change), tf.sub(1, share));
  return tf.clipByValue(tf.add(fromIterate, tf.mul(beyond(origin, changeOfImage), share)), 0, 1);
}
