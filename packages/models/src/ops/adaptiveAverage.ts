import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The averages of `side` by `side` windows that cover `x` [N,H,W,C], as PyTorch's `AdaptiveAvgPool2d`: window i begins at i H / side, rounded down,
 * and ends at (i + 1) H / side, rounded up.
 */
export function adaptiveAverage(x: Tensor4D, side: number): Tensor4D {
  const [n, height, width, channels] = x.shape;
  if (height === side && width === side) return x;
  const rows = tf.matMul<Tensor3D>(
    tf.tile(tf.expandDims<Tensor3D>(windows(height, side), 0), [n, 1, 1]),
    tf.reshape<tf.Rank.R3>(x, [n, height, width * channels]),
  );
  const across = tf.reshape<tf.Rank.R3>(rows, [n * side, width, channels]);
  const both = tf.matMul<Tensor3D>(tf.tile(tf.expandDims<Tensor3D>(windows(width, side), 0), [n * side, 1, 1]), across);
  return tf.reshape(both, [n, side, side, channels]);
}

/** What each of `side` windows takes of `length` pixels: [side, length]. */
function windows(length: number, side: number): Tensor2D {
  const shares = Array.from({ length: side }, (_, i) => {
    const [begin, end] = [Math.floor((i * length) / side), Math.ceil(((i + 1) * length) / side)];
    return Array.from({ length }, (__, pixel) => (pixel >= begin && pixel < end ? 1 / (end - begin) : 0));
  });
  return tf.tensor2d(shares);
}
