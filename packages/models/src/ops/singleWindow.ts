import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { convolvePoints, pointInputGradient } from './pointConvolution.js';

type Shape = Tensor4D['shape'];

/**
 * Whether a convolution's only window holds the whole image, as in the last stage of networks of ImageNet shape on images
 * of 32x32. Most of its kernel then lies on padding, and what is left is a 1x1 convolution with all pixels as channels.
 */
export function isSingleWindow([, height, width]: Shape, { kernel, stride, padding }: ConvGeometry): boolean {
  const single = (size: number): boolean => size + 2 * padding - kernel < stride && size <= kernel - padding;
  return kernel > 1 && single(height) && single(width);
}

/** `convolve` for a single window: `x` [N,H,W,I] and `kernel` [k,k,I,O] to [N,1,1,O]. */
export function convolveSingleWindow(x: Tensor4D, kernel: Tensor4D, geometry: ConvGeometry): Tensor4D {
  return convolvePoints(tf.reshape<tf.Rank.R4>(x, flat(x.shape)), tapsOf(kernel, x.shape, geometry), 1);
}

/** Its gradient with respect to the input of shape `inputShape`. */
export function singleWindowInputGradient(
  dy: Tensor4D,
  kernel: Tensor4D,
  inputShape: Shape,
  geometry: ConvGeometry,
): Tensor4D {
  const taps = tapsOf(kernel, inputShape, geometry);
  return tf.reshape(pointInputGradient(dy, taps, flat(inputShape), 1), inputShape);
}

function flat([n, height, width, channels]: Shape): Shape {
  return [n, 1, 1, height * width * channels];
}

/** The part of a kernel that does not lie on padding, as a 1x1 kernel. */
function tapsOf(kernel: Tensor4D, [, height, width, channels]: Shape, { padding }: ConvGeometry): Tensor4D {
  const taps = tf.slice(kernel, [padding, padding, 0, 0], [height, width, -1, -1]);
  return tf.reshape(taps, [1, 1, height * width * channels, kernel.shape[3]]);
}
