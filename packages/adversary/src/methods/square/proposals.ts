import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { UsualNorm } from '@bcos-bench/vocabulary';
import type { SearchSpace } from '../../attackMethod.js';
import { pyramidIn } from './pyramid.js';
import { drawnWindow } from './window.js';

/** What is drawn for a proposal: uniform numbers of [0,1], each [N,1,1,1], and one for each channel [N,1,1,C]. */
export interface DrawnForProposal {
  readonly place: readonly [Tensor4D, Tensor4D];
  readonly otherPlace: readonly [Tensor4D, Tensor4D];
  readonly turn: Tensor4D;
  readonly signs: Tensor4D;
}

/** The next iterates [N,H,W,C] to try, from the best ones, with windows of a side [N,1,1,1]. */
type Proposal = (best: Tensor4D, side: Tensor4D, drawn: DrawnForProposal, space: SearchSpace) => Tensor4D;

/** A window at the surface of the ball, of one sign in each channel. */
const linf: Proposal = (best, side, { place, signs }, { origin, eps }) => {
  const { mask } = drawnWindow(side, place, origin.shape[1], origin.shape[2]);
  const corner = tf.clipByValue(tf.add<Tensor4D>(origin, tf.mul(signsOf(signs), eps)), 0, 1);
  return tf.where(tf.greater(mask, 0), corner, best);
};

/** The perturbation of a second window moves to the first one, where a pyramid is added (algorithm 3 of the paper). */
const l2: Proposal = (best, side, drawn, { ball, origin, eps }) => {
  const [, rows, columns, channels] = origin.shape;
  const perturbation = tf.sub<Tensor4D>(best, origin);
  const first = drawnWindow(side, drawn.place, rows, columns);
  const second = drawnWindow(side, drawn.otherPlace, rows, columns);
  const isTurned = tf.less<Tensor4D>(drawn.turn, 0.5);
  const both = tf.maximum<Tensor4D>(first.mask, second.mask);
  const ofBoth = tf.mul<Tensor4D>(perturbation, both);
  const unused = tf.relu(tf.sub<Tensor4D>(tf.square<Tensor4D>(eps), sumOfSquares(perturbation, [1, 2, 3])));
  const available = tf.sqrt(tf.add<Tensor4D>(sumOfSquares(ofBoth, [1, 2]), tf.div(unused, channels)));
  const direction = newDirection(tf.mul(ofBoth, first.mask), signsOf(drawn.signs), pyramidIn(first, isTurned));
  const moved = tf.add<Tensor4D>(tf.sub(perturbation, ofBoth), tf.mul(direction, available));
  return tf.clipByValue(tf.add(origin, ball.project(moved, eps, origin)), 0, 1);
};

/** Unit vectors, one in each channel: what stood in the window, and a pyramid of the channel's sign. */
function newDirection(old: Tensor4D, signs: Tensor4D, added: Tensor4D): Tensor4D {
  return unit(tf.add(tf.mul(signs, added), unit(old)));
}

function unit(values: Tensor4D): Tensor4D {
  return tf.divNoNan(values, tf.sqrt(sumOfSquares(values, [1, 2])));
}

function sumOfSquares(values: Tensor4D, axes: number[]): Tensor4D {
  return tf.sum(tf.square(values), axes, true);
}

function signsOf(uniform: Tensor4D): Tensor4D {
  return tf.sub(1, tf.mul(tf.cast<Tensor4D>(tf.less(uniform, 0.5), 'float32'), 2));
}

/** How each norm makes its proposals. */
export const proposals: Readonly<Record<UsualNorm, Proposal>> = { linf, l2 };
