import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Reduces one axis of a tensor, and keeps it with one number. */
type Reduce = (x: Tensor, axis: number) => Tensor;

/**
 * One axis after the other, the last one first: TensorFlow's sum over several rounds an image according to its place in the batch where
 * the number of channels is no multiple of its vectors'.
 */
export function inTurn(x: Tensor, places: readonly number[], reduce: Reduce): Tensor {
  return [...places].sort((p, q) => q - p).reduce((reduced, place) => reduce(reduced, place), x);
}

export const sumOver: Reduce = (x, axis) => tf.sum(x, axis, true);
export const meanOver: Reduce = (x, axis) => tf.mean(x, axis, true);
