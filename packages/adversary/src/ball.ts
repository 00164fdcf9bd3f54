import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackNorm, Epsilon, RandomStream } from '@bcos-bench/stage';

/**
 * A norm's ball of perturbations around pictures [N,H,W,C], and how an attack moves in it, as `robustness.attack_steps`
 * has it. Tensors are float32; the radius is in units of [0,1].
 */
export interface Ball {
  /** The ascent direction of one step of length `stepSize`, from the loss's gradient a picture. */
  readonly step: (gradient: Tensor4D, stepSize: number) => Tensor4D;
  /** The perturbation brought back to radius `eps`. */
  readonly project: (perturbation: Tensor4D, eps: Epsilon) => Tensor4D;
  /** A random perturbation of one picture, of `size` numbers, for a random start. */
  readonly randomPerturbation: (random: RandomStream, size: number, eps: Epsilon) => Float32Array;
  /** The length of a perturbation of one picture, in float64. */
  readonly distance: (perturbation: Float64Array) => number;
}

const ALL_BUT_PICTURE = [1, 2, 3];
/** Keeps a zero gradient from being divided by zero. */
const GRADIENT_FLOOR = 1e-10;
/** What PyTorch's `renorm` adds to a norm before it divides by it. */
const RENORM_FLOOR = 1e-7;

const linf: Ball = {
  step: (gradient, stepSize) => tf.mul(tf.sign(gradient), stepSize),
  project: (perturbation, eps) => tf.clipByValue(perturbation, 0 - eps, eps),
  randomPerturbation: (random, size, eps) =>
    Float32Array.from({ length: size }, () => (2 * random.uniform() - 1) * eps),
  distance: (perturbation) => perturbation.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
};

const l2: Ball = {
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
  randomPerturbation: (random, size, eps) => {
    const direction = Float64Array.from({ length: size }, () => random.normal());
    const length = l2.distance(direction) + GRADIENT_FLOOR;
    return Float32Array.from(direction, (value) => (value / length) * eps);
  },
  distance: (perturbation) => Math.sqrt(perturbation.reduce((sum, value) => sum + value * value, 0)),
};

function lengths(x: Tensor4D): Tensor4D {
  return tf.sqrt(tf.sum<Tensor4D>(tf.square(x), ALL_BUT_PICTURE, true));
}

/** The balls by their norm's name. */
export const balls: Readonly<Record<AttackNorm, Ball>> = { linf, l2 };

/** `x` moved along the gradient, brought back into the ball around `origin`, and into the range of pictures. */
export function stepWithin(
  ball: Ball,
  x: Tensor4D,
  gradient: Tensor4D,
  origin: Tensor4D,
  eps: Epsilon,
  stepSize: number,
): Tensor4D {
  const moved = tf.add<Tensor4D>(x, ball.step(gradient, stepSize));
  return tf.clipByValue(tf.add(origin, ball.project(tf.sub(moved, origin), eps)), 0, 1);
}
