import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { asImage, runFused, runFusedImage } from './fusedKernel.js';

/** Added to |cos| before it is raised to a power other than 1 (`bcos.modules.bcosconv2d`). */
const COSINE_FLOOR = 1e-6;

/**
 * The factor that B-cos puts before a linear response: |cos|^(b-1), where cos = lin / patch norm.
 * @param lin responses of unit kernels, [N,H,W,O]
 * @param squares squared patch norms, [N,H,W,1]
 * @param b any exponent above 1; 2 has a formula without the floor
 */
export function bcosFactor(lin: Tensor4D, squares: Tensor4D, b: number): Tensor4D {
  const cosine = tf.mul<Tensor4D>(tf.abs(lin), tf.rsqrt(squares));
  return b === 2 ? cosine : tf.pow(tf.add(cosine, COSINE_FLOOR), b - 1);
}

/** `bcosFactor(lin, squares) * lin`: what a B-cos convolution gives. */
export function bcosScale(lin: Tensor4D, squares: Tensor4D, b: number): Tensor4D {
  return runFusedImage('BcosScale', { lin, s: squares }, { b }) ?? tf.mul(bcosFactor(lin, squares, b), lin);
}

/** The gradient of `bcosScale` with respect to both, from its output's gradient `dy`. */
export function bcosScaleGradient(
  dy: Tensor4D,
  lin: Tensor4D,
  squares: Tensor4D,
  b: number,
): { readonly dLin: Tensor4D; readonly dSquares: Tensor4D } {
  const fused = runFused('BcosScaleGrad', { lin, s: squares, g: dy }, { b });
  if (fused !== null) return { dLin: asImage(fused[0]), dSquares: asImage(fused[1]) };
  const inverseNorm = tf.rsqrt(squares);
  const cosine = tf.mul<Tensor4D>(tf.abs(lin), inverseNorm);
  // d factor / d |cos|, times |cos|: what the factor gains when lin grows and loses when the norm grows.
  const slope = b === 2 ? cosine : tf.mul<Tensor4D>(tf.mul(tf.pow(tf.add(cosine, COSINE_FLOOR), b - 2), b - 1), cosine);
  const factor = b === 2 ? cosine : tf.pow(tf.add(cosine, COSINE_FLOOR), b - 1);
  const dLin = tf.mul<Tensor4D>(dy, tf.add(factor, slope));
  const perPatch = tf.sum<Tensor4D>(tf.mul(tf.mul(dy, lin), slope), 3, true);
  // The norm is the root of the squares, so d norm / norm is half of d squares / squares.
  const dSquares = tf.mul<Tensor4D>(tf.mul(perPatch, tf.square(inverseNorm)), -0.5);
  return { dLin, dSquares };
}
