import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** Outputs that the engine's window ops make at a time. */
const GROUP = 16;

/**
 * A kernel [k,k,I,O] as the op `WindowConv` reads it, from one end to the other: [groups,k,k,I,GROUP], the outputs in groups and
 * zeros after the last. Of plain ops, so that a trace has it made once.
 */
export function packedForWindows(kernel: Tensor4D): Tensor1D {
  const [rows, columns, inputs, outputs] = kernel.shape;
  const groups = Math.ceil(outputs / GROUP);
  const filled = filledUp(kernel, 3, groups * GROUP);
  const apart = tf.reshape<tf.Rank.R4>(filled, [rows * columns, inputs, groups, GROUP]);
  return tf.reshape(tf.transpose(apart, [2, 0, 1, 3]), [-1]);
}

/**
 * A kernel [k,k,I,O] as the op `WindowConvGrad` reads it: for each row and column before the stride, the taps from there on that are
 * whole strides apart, [groups,taps,O,GROUP], the inputs in groups and zeros after the last.
 */
export function packedForGradient(kernel: Tensor4D, stride: number): Tensor1D {
  const [k, , inputs] = kernel.shape;
  const groups = Math.ceil(inputs / GROUP);
  const filled = filledUp(kernel, 2, groups * GROUP);
  if (stride === 1) return gradientGroups(filled, groups);
  const starts = Array.from({ length: Math.min(stride, k) }, (_, place) => place);
  const parts = starts.flatMap((row) =>
    starts.map((column) => gradientGroups(tapsFrom(filled, [row, column], stride), groups)),
  );
  return tf.concat1d(parts);
}

/** [rows,columns,groups*GROUP,O] to [groups,taps,O,GROUP], flat. */
function gradientGroups(taps: Tensor4D, groups: number): Tensor1D {
  const [rows, columns, , outputs] = taps.shape;
  const apart = tf.reshape<tf.Rank.R4>(taps, [rows * columns, groups, GROUP, outputs]);
  return tf.reshape(tf.transpose(apart, [1, 0, 3, 2]), [-1]);
}

/** Every `stride`-th tap in both directions from a row and a column on. */
function tapsFrom(kernel: Tensor4D, [row, column]: readonly [number, number], stride: number): Tensor4D {
  const [k, , inputs, outputs] = kernel.shape;
  const left = (first: number): number => Math.ceil((k - first) / stride);
  const taps = tf.stridedSlice(kernel, [row, column, 0, 0], kernel.shape, [stride, stride, 1, 1]);
  return tf.reshape(taps, [left(row), left(column), inputs, outputs]);
}

/** Zeros after the end of an axis. */
function filledUp(kernel: Tensor4D, axis: number, size: number): Tensor4D {
  if (kernel.shape[axis] === size) return kernel;
  const margin = (length: number, i: number): [number, number] => [0, i === axis ? size - length : 0];
  return tf.pad<Tensor4D>(kernel, kernel.shape.map(margin));
}
