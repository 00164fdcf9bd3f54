import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { BestIterateRule } from './bestIterate.js';

/** What is kept of the iterates of N images, of all restarts, whatever method makes them. A row per image; all are float32. */
export type KeptIterate = Readonly<{
  /** The iterate that is kept so far [N,H,W,C]; of equals the earliest. */
  x: Tensor4D;
  /** Its score [N]: higher is better for the attack. */
  score: Tensor1D;
  step: Tensor1D;
  restart: Tensor1D;
  /** The first iterate [N] that reached the goal, in the first restart that had one, or -1. */
  firstReached: Tensor1D;
  /** The l2 norm [N] of the gradient at the very first iterate, and 1 where that gradient is exactly 0 everywhere. */
  gradientNorm: Tensor1D;
  zeroGradient: Tensor1D;
}>;

/** Which iterate each image is at: `step` and `restart` [N], whole numbers from 0. */
export type Clock = Readonly<{ step: Tensor1D; restart: Tensor1D }>;

const NEVER = -1;

/** What is kept of images whose first iterates are `start`, before any is evaluated. */
export function nothingKept(start: Tensor4D): KeptIterate {
  const [n] = start.shape;
  return {
    x: tf.clone(start),
    score: tf.fill([n], Number.NEGATIVE_INFINITY),
    step: tf.zeros([n]),
    restart: tf.zeros([n]),
    firstReached: tf.fill([n], NEVER),
    gradientNorm: tf.zeros([n]),
    zeroGradient: tf.zeros([n]),
  };
}

/** The iterates `x` that are evaluated now, and when. */
export interface Iterates extends Clock {
  readonly x: Tensor4D;
  /** What each [N] is worth to the attack: higher is better. */
  readonly score: Tensor1D;
  /** Whether [N] the goal is reached. */
  readonly reached: Tensor1D;
  /** The number of steps [N] of the attack. */
  readonly steps: Tensor1D;
}

/** Keeps the iterates that the rule prefers, and notes where the goal is reached for the first time. */
export function keepBetter(kept: KeptIterate, now: Iterates, rule: BestIterateRule): KeptIterate {
  const { x, score, reached, step, restart, steps } = now;
  const better = rule.prefers({ score, before: kept.score, reached, step, steps });
  const firstTime = tf.logicalAnd<Tensor1D>(reached, tf.less(kept.firstReached, 0));
  return {
    ...kept,
    x: tf.where(tf.reshape(better, [-1, 1, 1, 1]), x, kept.x),
    score: tf.where(better, score, kept.score),
    step: tf.where(better, step, kept.step),
    restart: tf.where(better, restart, kept.restart),
    firstReached: tf.where(firstTime, step, kept.firstReached),
  };
}

/** Notes the gradient [N,H,W,C] where an image is at its very first iterate. */
export function noteGradient(kept: KeptIterate, gradient: Tensor4D, { step, restart }: Clock): KeptIterate {
  const isFirst: Tensor1D = tf.equal(tf.add<Tensor1D>(step, restart), 0);
  const largest = tf.max<Tensor4D>(tf.abs(gradient), [1, 2, 3], true);
  const isZero = tf.cast<Tensor1D>(tf.equal(tf.reshape(largest, [-1]), 0), 'float32');
  // Squares of a gradient below 1e-19 vanish in float32: it is measured in units of its largest entry.
  const relative = tf.sqrt(tf.sum<Tensor4D>(tf.square(tf.divNoNan(gradient, largest)), [1, 2, 3], true));
  const norm: Tensor1D = tf.reshape(tf.mul(relative, largest), [-1]);
  return {
    ...kept,
    gradientNorm: tf.where(isFirst, norm, kept.gradientNorm),
    zeroGradient: tf.where(isFirst, isZero, kept.zeroGradient),
  };
}
