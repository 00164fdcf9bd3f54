import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { padded } from './padded.js';

/** Less than any number of a feature map: what stands where a window reaches over the edge. */
const LEAST = -3e38;

/** The largest number of every window of `x` [N,H,W,C], as PyTorch's `MaxPool2d`: a window that does not fit is left out. */
export function maxPool(x: Tensor4D, { kernel, stride, padding }: ConvGeometry): Tensor4D {
  return tf.maxPool(padded(x, padding, LEAST), kernel, stride, 'valid');
}
