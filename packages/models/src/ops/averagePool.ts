import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';

/**
 * The average of every window of `x` [N,H,W,C], as PyTorch's `AvgPool2d`: the padded zeros count, and a window that does not
 * fit is left out.
 */
export function averagePool(x: Tensor4D, { kernel, stride, padding }: ConvGeometry): Tensor4D {
  const zeros: [number, number] = [padding, padding];
  const padded = padding === 0 ? x : tf.pad(x, [[0, 0], zeros, zeros, [0, 0]]);
  return tf.avgPool(padded, kernel, stride, 'valid');
}
