import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { balls } from './balls.js';

/** Gradients [N,H,W,C] scaled to l2 length 1, however small they are; those that are 0 everywhere stay 0. */
export function unitGradient(gradient: Tensor4D): Tensor4D {
  // Squares of a gradient below 1e-19 vanish in float32: it is measured in units of its largest entry.
  const relative = tf.divNoNan<Tensor4D>(gradient, balls.linf.length(gradient));
  return tf.divNoNan(relative, balls.l2.length(relative));
}
