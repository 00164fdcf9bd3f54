import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { UsualNorm } from '@bcos-bench/vocabulary';
import type { Length } from '../../ball.js';

/** The steps of 10,000 from which on the share of the image that a window covers is half of what it was before. */
const HALVED_FROM = [11, 51, 201, 501, 1001, 2001, 4001, 6001, 8001];
const STEPS_OF_SCHEDULE = 10_000;

/** The shortest side of a window; in l2 it is odd. */
const SHORTEST: Readonly<Record<UsualNorm, number>> = { linf: 1, l2: 3 };

/** How far an attack has got, and the share of the image that its first window covers. */
interface Progress {
  readonly step: Length;
  readonly steps: Length;
  readonly firstShare: Length;
}

/**
 * The side [N,1,1,1] of the window at a step, in pixels: the schedule that the paper gives for 10,000 steps, stretched to the
 * number of steps, and at most the shorter side of the image.
 */
export function windowSide(
  norm: UsualNorm,
  { step, steps, firstShare }: Progress,
  rows: number,
  columns: number,
): Tensor4D {
  const halvedFrom = tf.tensor4d(
    HALVED_FROM.map((at) => at / STEPS_OF_SCHEDULE),
    [1, 1, 1, HALVED_FROM.length],
  );
  const isPast = tf.greaterEqual(tf.div<Tensor4D>(step, steps), halvedFrom);
  const halvings = tf.where(isPast, tf.fill(isPast.shape, 0.5), tf.ones(isPast.shape));
  const share = tf.mul<Tensor>(tf.prod(halvings, 3, true), firstShare);
  const side = tf.maximum<Tensor4D>(tf.round(tf.sqrt(tf.mul(share, rows * columns))), SHORTEST[norm]);
  const whole = norm === 'l2' ? tf.sub<Tensor4D>(tf.add(side, 1), tf.mod(side, 2)) : side;
  return tf.minimum(whole, Math.min(rows, columns));
}
