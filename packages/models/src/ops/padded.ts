import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Images `x` [N,H,W,C] with `padding` pixels of a value on every side. */
export function padded(x: Tensor4D, padding: number, value = 0): Tensor4D {
  const edge: [number, number] = [padding, padding];
  return padding === 0 ? x : tf.pad(x, [[0, 0], edge, edge, [0, 0]], value);
}
