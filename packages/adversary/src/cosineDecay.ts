import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Length } from './ball.js';

/** The denominators of the cosine's series, from the last term that matters in float32 to the first. */
const DENOMINATORS = [132, 90, 56, 30, 12, 2];

/**
 * Half a cosine, `(1 + cos(pi step / steps)) / 2`: 1 at the first step, 0 after the last.
 * It is summed here: TensorFlow's cosine differs in its last bit by the place of a number in a batch.
 */
export function cosineDecay(step: Length, steps: Length): Tensor4D {
  const quarterTurn = tf.mul<Tensor4D>(tf.div<Tensor4D>(step, steps), Math.PI / 2);
  const square = tf.square(quarterTurn);
  const one = tf.onesLike(square);
  const cosine = DENOMINATORS.reduce((sum, of) => tf.sub<Tensor4D>(one, tf.mul(tf.mul(square, 1 / of), sum)), one);
  return tf.square(cosine);
}
