import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.js';

/** Numbers below it are those of weights that are all 0. */
const LEAST_SQUARES = 1e-30;

/**
 * The outputs of Dynamic Alignment Units (Böhle et al. 2021): what each place's windows say in the direction of its own weights, which are
 * squashed, w / |w| * |w|^2 / (1 + |w|^2). Differentiable in both.
 * @param windows [N,H,W,P]
 * @param weights [N,H,W,O,P]
 * @returns [N,H,W,O]
 */
export function aligned(windows: Tensor4D, weights: Tensor5D): Tensor4D {
  const norms = normsOf(weights);
  return tf.mul(responses(windows, weights), squashing(norms));
}

/** The same value, with weights and their norms as constants to the gradient: then it is a linear map of the windows. */
export function alignedDetached(windows: Tensor4D, weights: Tensor5D): Tensor4D {
  return withGradient(
    [windows],
    () => {
      const factor = squashing(normsOf(weights));
      return { value: tf.mul<Tensor4D>(responses(windows, weights), factor), save: [weights, factor] as const };
    },
    (dy: Tensor4D, [saved, factor]) => {
      const of = tf.reshape<tf.Rank.R3>(tf.mul<Tensor4D>(dy, factor), [-1, saved.shape[3], 1]);
      return [tf.reshape(tf.matMul(matrices(saved), of, true), windows.shape)];
    },
  );
}

/** Each window times each of the weights: [N,H,W,O]. */
function responses(windows: Tensor4D, weights: Tensor5D): Tensor4D {
  const [images, rows, columns, outputs, size] = weights.shape;
  const columnsOf = tf.reshape<tf.Rank.R3>(windows, [images * rows * columns, size, 1]);
  return tf.reshape(tf.matMul(matrices(weights), columnsOf), [images, rows, columns, outputs]);
}

/** Weights as a matrix for each place, [N*H*W,O,P]. */
function matrices(weights: Tensor5D): Tensor3D {
  const [images, rows, columns, outputs, size] = weights.shape;
  return tf.reshape(weights, [images * rows * columns, outputs, size]);
}

/** The Euclidean norms of weights: [N,H,W,O]. */
function normsOf(weights: Tensor5D): Tensor4D {
  // Weights that are all 0 have no gradient of their norm; here it is 0, as in PyTorch.
  return tf.sqrt(tf.maximum(tf.sum<Tensor4D>(tf.square(weights), 4), LEAST_SQUARES));
}

/** What turns a weight of a norm into a squashed one, |w| / (1 + |w|^2). */
function squashing(norms: Tensor4D): Tensor4D {
  return tf.div(norms, tf.add(tf.square(norms), 1));
}
