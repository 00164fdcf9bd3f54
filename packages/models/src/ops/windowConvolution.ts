import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { hasFused, runFusedImage } from './fusedKernel.js';
import { packedForGradient, packedForWindows } from './packedKernel.js';

/**
 * `convolve` by the engine's own op, which sums each pixel of each image by itself: an image gets the same bits in any
 * batch, which TensorFlow's products of matrices do not promise. Null where the backend has no such op.
 * @param x [N,H,W,I]
 * @param kernel [k,k,I,O]
 * @returns [N,H',W',O]
 */
export function windowConvolve(x: Tensor4D, kernel: Tensor4D, { stride, padding }: ConvGeometry): Tensor4D | null {
  if (!hasFused('PackedWindowConv')) return null;
  const [k, , , outputs] = kernel.shape;
  const attributes = { k, stride, pad: padding, outputs };
  return runFusedImage('PackedWindowConv', { x, packed: packedForWindows(kernel) }, attributes);
}

/** The gradient of `windowConvolve` with respect to its input of shape `inputShape`; null where the backend has no such op. */
export function windowInputGradient(
  dy: Tensor4D,
  kernel: Tensor4D,
  [, height, width]: Tensor4D['shape'],
  { stride, padding }: ConvGeometry,
): Tensor4D | null {
  const sizes = { stride, pad: padding, height, width };
  if (!hasFused('PackedWindowConvGrad')) return runFusedImage('WindowConvGrad', { dy, kernel }, sizes);
  const [k, , inputs] = kernel.shape;
  const packed = packedForGradient(kernel, stride);
  return runFusedImage('PackedWindowConvGrad', { dy, packed }, { ...sizes, k, outputs: inputs });
}
