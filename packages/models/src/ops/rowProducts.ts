import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { conv2d } from './convolution.js';

/** A matrix of more numbers fits no cache. To read it once for a block of rows matters more than how they are multiplied. */
const LARGE = 2 ** 23;

/** So many rows at a time are multiplied by a large matrix: a multiple of what the kernels of all processors take together. */
const BLOCK = 24;

/**
 * Each row of `rows` [N,I] times `matrix`: [N,O], differentiable in both. A row gets the same bits whatever the number
 * of rows, which TensorFlow's product of matrices does not promise (see `windowConvolve`).
 * @param matrix [I,O], or [O,I] where it `isTurned`
 */
export function rowProducts(rows: Tensor2D, matrix: Tensor2D, isTurned = false): Tensor2D {
  if (matrix.size > LARGE) return blockProducts(rows, matrix, isTurned);
  const [count, inputs] = rows.shape;
  const straight = isTurned ? tf.transpose(matrix) : matrix;
  const outputs = straight.shape[1];
  const products = conv2d(tf.reshape(rows, [count, 1, 1, inputs]), tf.reshape(straight, [1, 1, inputs, outputs]), {
    kernel: 1,
    stride: 1,
    padding: 0,
  });
  return tf.reshape(products, [count, outputs]);
}

/** TensorFlow's own product, always of as many rows: then it computes each row alike. The last block is filled with zeros. */
function blockProducts(rows: Tensor2D, matrix: Tensor2D, isTurned: boolean): Tensor2D {
  const [count, inputs] = rows.shape;
  const blocks = Math.ceil(count / BLOCK);
  const filled = tf.pad(rows, [
    [0, blocks * BLOCK - count],
    [0, 0],
  ]);
  const products = Array.from({ length: blocks }, (_, block) =>
    tf.matMul<Tensor2D>(tf.slice(filled, [block * BLOCK, 0], [BLOCK, inputs]), matrix, false, isTurned),
  );
  return tf.slice(tf.concat2d(products, 0), [0, 0], [count, -1]);
}
