import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Ball } from './ball.js';

const ALL_BUT_IMAGE = [1, 2, 3];
/** Keeps a zero gradient from being divided by zero. */
const GRADIENT_FLOOR = 1e-10;
/** What PyTorch's `renorm` adds to a norm before it divides by it. */
const RENORM_FLOOR = 1e-7;

/** The l2 ball: steps of one length along the gradient, perturbations scaled back to the sphere. */
export const l2Ball: Ball = {
  norm: 'l2',
  step: (gradient, stepSize) => tf.mul(tf.div(gradient, tf.add(lengths(gradient), GRADIENT_FLOOR)), stepSize),
  project: (perturbation, eps) => {
    const length = lengths(perturbation);
    const factor = tf.where(
      tf.greater(length, eps),
      tf.div<Tensor4D>(eps, tf.add(length, RENORM_FLOOR)),
      tf.onesLike(length),
    );
    return tf.mul(perturbation, factor);
  },
  ofNormals: (normals, eps) => tf.mul(tf.div(normals, tf.add(lengths(normals), GRADIENT_FLOOR)), eps),
  randomPerturbation: (random, size, eps) => {
    const direction = new Float64Array(size).map(() => random.normal());
    const length = l2Ball.distance(direction) + GRADIENT_FLOOR;
    return new Float32Array(direction.map((value) => (value / length) * eps));
  },
  length: lengths,
  dualLength: lengths,
  distance: (perturbation) => Math.sqrt(perturbation.reduce((sum, value) => sum + value * value, 0)),
};

function lengths(x: Tensor4D): Tensor4D {
  return tf.sqrt(tf.sum<Tensor4D>(tf.square(x), ALL_BUT_IMAGE, true));
}
