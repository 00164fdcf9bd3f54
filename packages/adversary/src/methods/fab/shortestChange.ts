import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { UsualNorm } from '@bcos-bench/vocabulary';

/**
 * Newton's steps to the length of the change. Images take two or three; the bound is what it takes where the hyperplane passes within
 * a ten-thousandth of the last corner of the box.
 */
const NEWTON_STEPS = 16;

/** How fast each number moves, by the size of its weight, relative to the largest. */
const speeds: Readonly<Record<UsualNorm, (sizes: Tensor4D) => Tensor4D>> = { linf: tf.onesLike, l2: (sizes) => sizes };

/**
 * The shortest change of points [N,H,W,C] of [0,1] that leads to a hyperplane and not out of [0,1]: the change times the weights
 * [N,H,W,C] sums to the amount [N,1,1,1]. Where no point of [0,1] is on the hyperplane, the change goes as near to it as it can.
 *
 * In the shortest change every number moves until it meets its bound, in l-inf all at one speed, in l2 at that of their weights. The sum is
 * then a concave function of the time, made of straight pieces: Newton's method comes to its root from below, in a few steps, and is exact.
 */
export function shortestChange(norm: UsualNorm, x: Tensor4D, weights: Tensor4D, amount: Tensor4D): Tensor4D {
  const largest = tf.max<Tensor4D>(tf.abs(weights), [1, 2, 3], true);
  // In units of the largest weight: squares of weights below 1e-19 vanish in float32.
  const sizes = tf.divNoNan<Tensor4D>(tf.abs(weights), largest);
  const wanted = tf.divNoNan<Tensor4D>(tf.abs(amount), largest);
  const direction = tf.mul<Tensor4D>(tf.sign(weights), tf.sign(amount));
  const room = tf.where(tf.greater<Tensor4D>(direction, 0), tf.sub<Tensor4D>(1, x), x);
  const most = sumOf(tf.mul(sizes, room));
  const speed = speeds[norm](sizes);
  const gain = tf.mul<Tensor4D>(sizes, speed);
  const reachable = tf.minimum<Tensor4D>(wanted, most);
  let time = tf.zerosLike(wanted);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const free = tf.mul<Tensor4D>(speed, time);
    const missing = tf.relu(tf.sub<Tensor4D>(reachable, sumOf(tf.mul(sizes, tf.minimum(free, room)))));
    const slope = sumOf(tf.mul(gain, tf.cast(tf.less(free, room), 'float32')));
    time = tf.add<Tensor4D>(time, tf.divNoNan(missing, slope));
  }
  const moved = tf.minimum<Tensor4D>(tf.mul(speed, time), room);
  const isOutside = tf.broadcastTo<tf.Rank.R4>(tf.greaterEqual<Tensor4D>(wanted, most), x.shape);
  return tf.mul(direction, tf.where(isOutside, room, moved));
}

function sumOf(values: Tensor4D): Tensor4D {
  return tf.sum(values, [1, 2, 3], true);
}
