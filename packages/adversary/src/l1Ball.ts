import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Ball } from './ball.js';

const ALL_BUT_IMAGE = [1, 2, 3];
/** Halvings of the interval in which the reduction of a perturbation lies: to the last bits of float32. */
const HALVINGS = 26;

/**
 * The l1 ball together with the range of images: steps along the signs of the gradient's non-zero numbers. A perturbation is brought back to the
 * nearest one that is within both (Croce and Hein 2021, proposition 2.2): every number is reduced by the same length, and stops where the image's range ends.
 */
export const l1Ball: Ball = {
  norm: 'l1',
  step: (gradient, stepSize) => {
    const signs = tf.sign(gradient);
    return tf.mul(tf.divNoNan(signs, lengths(signs)), stepSize);
  },
  project: (perturbation, eps, origin) => {
    const sizes = tf.abs(perturbation);
    const room = tf.where(tf.greater(perturbation, 0), tf.sub<Tensor4D>(1, origin), origin);
    const left = (reduction: Tensor4D): Tensor4D => tf.minimum(tf.relu(tf.sub<Tensor4D>(sizes, reduction)), room);
    const isBeyond = (reduction: Tensor4D): Tensor4D => tf.greater(sumOf(left(reduction)), eps);
    let [low, high] = [tf.zerosLike(sumOf(sizes)), tf.max<Tensor4D>(sizes, ALL_BUT_IMAGE, true)];
    const isOutside = isBeyond(low);
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle = tf.mul<Tensor4D>(tf.add(low, high), 0.5);
      const beyond = isBeyond(middle);
      [low, high] = [tf.where(beyond, middle, low), tf.where(beyond, high, middle)];
    }
    return tf.mul(tf.sign(perturbation), left(tf.where(isOutside, high, tf.zerosLike(high))));
  },
  ofNormals: (normals, eps) => tf.mul(tf.divNoNan<Tensor4D>(normals, lengths(normals)), eps),
  randomPerturbation: (random, size, eps) => {
    const direction = new Float64Array(size).map(() => random.normal());
    const reduction = reductionTo(eps, direction);
    return new Float32Array(direction.map((value) => Math.sign(value) * Math.max(Math.abs(value) - reduction, 0)));
  },
  length: lengths,
  dualLength: (gradient) => tf.max(tf.abs(gradient), ALL_BUT_IMAGE, true),
  distance: (perturbation) => perturbation.reduce((sum, value) => sum + Math.abs(value), 0),
};

function lengths(x: Tensor4D): Tensor4D {
  return sumOf(tf.abs(x));
}

function sumOf(values: Tensor4D): Tensor4D {
  return tf.sum(values, ALL_BUT_IMAGE, true);
}

/** What every number of a perturbation is reduced by so that it is `eps` long: 0 where it is no longer. */
function reductionTo(eps: number, perturbation: Float64Array): number {
  const sizes = perturbation.map(Math.abs).toSorted((a, b) => b - a);
  let [sum, reduction] = [0, 0];
  sizes.forEach((size, i) => {
    sum += size;
    const reduced = (sum - eps) / (i + 1);
    if (size > reduced) reduction = Math.max(reduced, 0);
  });
  return reduction;
}
