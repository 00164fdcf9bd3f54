import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';

/** Keeps the length of a map that is 0 everywhere from dividing. */
const LEAST_LENGTH = 1e-12;

/** The cosine [N] of the angle between maps [N,rows,columns]; 0 where either is 0 everywhere. */
export function mapCosine(a: Tensor3D, b: Tensor3D): Tensor1D {
  const product = tf.sum<Tensor1D>(tf.mul(a, b), [1, 2]);
  return tf.div(product, tf.mul(length(a), length(b)));
}

function length(maps: Tensor3D): Tensor1D {
  return tf.sqrt(tf.maximum(tf.sum<Tensor1D>(tf.square(maps), [1, 2]), LEAST_LENGTH ** 2));
}
