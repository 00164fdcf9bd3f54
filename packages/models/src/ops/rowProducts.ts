import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { conv2d } from './convolution.js';

/**
 * Each row of `rows` [N,I] times `matrix` [I,O]: [N,O], differentiable in both. A row gets the same bits whatever the number
 * of rows, which TensorFlow's product of matrices does not promise (see `windowConvolve`).
 */
export function rowProducts(rows: Tensor2D, matrix: Tensor2D): Tensor2D {
  const [count, inputs] = rows.shape;
  const outputs = matrix.shape[1];
  const products = conv2d(tf.reshape(rows, [count, 1, 1, inputs]), tf.reshape(matrix, [1, 1, inputs, outputs]), {
    kernel: 1,
    stride: 1,
    padding: 0,
  });
  return tf.reshape(products, [count, outputs]);
}
