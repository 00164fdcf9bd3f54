import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackNorm, Epsilon } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';

/** A length in units of [0,1]: one for all images, or one an image, as [N,1,1,1]. */
export type Length = number | Tensor4D;

/**
 * A norm's ball of perturbations around images [N,H,W,C], and how an attack moves in it, as `robustness.attack_steps`
 * has it. Tensors are float32; the radius is in units of [0,1].
 */
export interface Ball {
  readonly norm: AttackNorm;
  /** The ascent direction of one step of length `stepSize`, from the loss's gradient an image. */
  readonly step: (gradient: Tensor4D, stepSize: Length) => Tensor4D;
  /** The perturbation of the clean images `origin` brought back to radius `eps`; in l1 also into the range of images. */
  readonly project: (perturbation: Tensor4D, eps: Length, origin: Tensor4D) => Tensor4D;
  /** The perturbation that standard normal numbers [N,H,W,C] make: a random point of the ball, or of its surface. */
  readonly ofNormals: (normals: Tensor4D, eps: Length) => Tensor4D;
  /** A random perturbation of one image, of `size` numbers, for a random start. */
  readonly randomPerturbation: (random: RandomStream, size: number, eps: Epsilon) => Float32Array;
  /** The length [N,1,1,1] of perturbations [N,H,W,C], in float32. */
  readonly length: (perturbation: Tensor4D) => Tensor4D;
  /** The length [N,1,1,1] of gradients [N,H,W,C] in the dual norm: the slope along the steepest perturbation of length 1. */
  readonly dualLength: (gradient: Tensor4D) => Tensor4D;
  /** The length of a perturbation of one image, in float64. */
  readonly distance: (perturbation: Float64Array) => number;
}

/** A ball of radius `eps` around the clean images [N,H,W,C]. */
export interface BallAround {
  readonly ball: Ball;
  readonly origin: Tensor4D;
  readonly eps: Length;
}

/** `x` brought back into the ball around the origin, and into the range of images. */
export function broughtBack({ ball, origin, eps }: BallAround, x: Tensor4D): Tensor4D {
  return tf.clipByValue(tf.add(origin, ball.project(tf.sub(x, origin), eps, origin)), 0, 1);
}

/** `x` moved along `direction`, and brought back. */
export function stepWithin(around: BallAround, x: Tensor4D, direction: Tensor4D, stepSize: Length): Tensor4D {
  return broughtBack(around, tf.add(x, around.ball.step(direction, stepSize)));
}
