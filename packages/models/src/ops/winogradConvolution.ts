import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { hasFused, runFusedImage } from './fusedKernel.js';

/**
 * Whether the engine has a faster way to convolve so than TensorFlow's own: Winograd's for 3x3 kernels at stride 1 with
 * one zero of padding (Lavin and Gray 2016), with less than half of the products.
 */
export function winogradSuits({ kernel, stride, padding }: ConvGeometry): boolean {
  return kernel === 3 && stride === 1 && padding === 1 && hasFused('WinogradConv');
}

/** `convolve` for what `winogradSuits`: x [N,H,W,I] and kernel [3,3,I,O] to [N,H,W,O]. */
export function winogradConvolve(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  return convolution(x, kernel, { turned: 0 });
}

/** The gradient of `winogradConvolve` with respect to `x`: the convolution of `dy` with the kernel turned around. */
export function winogradInputGradient(dy: Tensor4D, kernel: Tensor4D): Tensor4D {
  return convolution(dy, kernel, { turned: 1 });
}

function convolution(x: Tensor4D, kernel: Tensor4D, attributes: { readonly turned: number }): Tensor4D {
  const y = runFusedImage('WinogradConv', { x, kernel }, attributes);
  if (y === null) throw new RangeError('the backend has no Winograd convolution');
  return y;
}
