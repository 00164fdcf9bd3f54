import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { convolve, convolveInputGradient } from './convolution.js';
import { runFusedImage } from './fusedKernel.js';

/** Keeps the patch norm of an empty patch above 0, unless another number is given (`bcos.modules.bcosconv2d`). */
export const STABILISER = 1e-6;

/**
 * The squared norm of every patch of `x` [N,H,W,C] that a convolution sees, padded zeros counted: [N,H',W',1], plus the
 * stabiliser. Its square root is the patch norm of the B-cos transform.
 */
export function patchSquares(x: Tensor4D, geometry: ConvGeometry, stabiliser = STABILISER): Tensor4D {
  const fused = stabiliser === STABILISER ? runFusedImage('PatchSquares', { x }, windowAttributes(geometry)) : null;
  if (fused !== null) return fused;
  const pixels = tf.sum<Tensor4D>(tf.square(x), 3, true);
  return tf.add(sumWindows(pixels, geometry), stabiliser);
}

/** `dx` plus the gradient of `patchSquares` with respect to `x`, from its output's gradient `ds`. */
export function addPatchSquaresGradient(dx: Tensor4D, x: Tensor4D, ds: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const fused = runFusedImage('PatchSquaresGradAdd', { dx, x, gs: ds }, windowAttributes(geometry));
  if (fused !== null) return fused;
  const [n, height, width] = x.shape;
  const spread = isPointwise(geometry)
    ? ds
    : convolveInputGradient(ds, windowOf(geometry), [n, height, width, 1], geometry);
  return tf.add(dx, tf.mul(x, tf.mul(spread, 2)));
}

function windowAttributes({ kernel, stride, padding }: ConvGeometry): Readonly<Record<string, number>> {
  return { k: kernel, stride, pad: padding };
}

function sumWindows(pixels: Tensor4D, geometry: ConvGeometry): Tensor4D {
  return isPointwise(geometry) ? pixels : convolve(pixels, windowOf(geometry), geometry);
}

function isPointwise({ kernel, stride }: ConvGeometry): boolean {
  return kernel === 1 && stride === 1;
}

function windowOf({ kernel }: ConvGeometry): Tensor4D {
  return tf.ones([kernel, kernel, 1, 1]);
}
