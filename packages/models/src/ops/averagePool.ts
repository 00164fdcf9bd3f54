import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { padded } from './padded.js';

/**
 * The average of every window of `x` [N,H,W,C], as PyTorch's `AvgPool2d`: the padded zeros count, and a window that does not
 * fit is left out.
 */
export function averagePool(x: Tensor4D, { kernel, stride, padding }: ConvGeometry): Tensor4D {
  return tf.avgPool(padded(x, padding), kernel, stride, 'valid');
}
