import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { runFusedImage } from './fusedKernel.js';

/**
 * `convolve` by the engine's own op, which sums each pixel of each image by itself: an image gets the same bits in any
 * batch, which TensorFlow's products of matrices do not promise. Null where the backend has no such op.
 * @param x [N,H,W,I]
 * @param kernel [k,k,I,O]
 * @returns [N,H',W',O]
 */
export function windowConvolve(x: Tensor4D, kernel: Tensor4D, { stride, padding }: ConvGeometry): Tensor4D | null {
  return runFusedImage('WindowConv', { x, kernel }, { stride, pad: padding });
}

/** The gradient of `windowConvolve` with respect to its input of shape `inputShape`; null where the backend has no such op. */
export function windowInputGradient(
  dy: Tensor4D,
  kernel: Tensor4D,
  [, height, width]: Tensor4D['shape'],
  { stride, padding }: ConvGeometry,
): Tensor4D | null {
  return runFusedImage('WindowConvGrad', { dy, kernel }, { stride, pad: padding, height, width });
}
