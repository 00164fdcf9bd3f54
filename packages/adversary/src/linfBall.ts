import * as tf from '@tensorflow/tfjs-core';
import type { Ball } from './ball.js';

/** The l-inf ball: steps by the sign of the gradient, perturbations cut to plus and minus the radius. */
export const linfBall: Ball = {
  norm: 'linf',
  step: (gradient, stepSize) => tf.mul(tf.sign(gradient), stepSize),
  project: (perturbation, eps) => tf.minimum(tf.maximum(perturbation, tf.neg(eps)), eps),
  ofNormals: (normals, eps) => tf.mul(tf.clipByValue(normals, -1, 1), eps),
  randomPerturbation: (random, size, eps) => new Float32Array(size).map(() => (2 * random.uniform() - 1) * eps),
  length: (perturbation) => tf.max(tf.abs(perturbation), [1, 2, 3], true),
  dualLength: (gradient) => tf.sum(tf.abs(gradient), [1, 2, 3], true),
  distance: (perturbation) => perturbation.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
};
