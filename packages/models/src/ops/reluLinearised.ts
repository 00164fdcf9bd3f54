import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { halves } from './halves.js';
import { withGradient } from './withGradient.js';

/** How steep the logistic curve is that stands for the step of a ReLU's slope in its second derivative, in inverse units of its input. */
export const SLOPE_SHARPNESS = 100;

/**
 * ReLUs of points, and beside them the linear map that each is at its point, of another input. The slope of a ReLU is a step, whose derivative
 * is 0 or nothing; the gradient has in its place that of a logistic curve (Dombrowski et al. 2019 take a softplus for the whole ReLU):
 * the slope that a point has in the mean when it is moved by logistic noise. Values are exact.
 * @param both points, then as many other inputs
 */
export function reluLinearised<T extends Tensor>(both: T): T {
  return withGradient(
    [both],
    () => {
      const [points, others] = halves(both);
      const active = tf.cast(tf.greater(points, 0), 'float32');
      return { value: tf.concat<T>([tf.relu(points), tf.mul<T>(others, active)], 0), save: [both] as const };
    },
    (dy: T, [saved]) => {
      const [points, others] = halves<Tensor>(saved);
      const [dOfPoints, dOfOthers] = halves<Tensor>(dy);
      const active = tf.cast(tf.greater(points, 0), 'float32');
      const logistic = tf.sigmoid(tf.mul(points, SLOPE_SHARPNESS));
      const bend = tf.mul(tf.mul(logistic, tf.sub(1, logistic)), SLOPE_SHARPNESS);
      const ofSlope = tf.mul(dOfOthers, tf.mul(tf.sub(others, points), bend));
      return [tf.concat([tf.add(tf.mul(dOfPoints, active), ofSlope), tf.mul(dOfOthers, active)], 0)];
    },
  );
}
