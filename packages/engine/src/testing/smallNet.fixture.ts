import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** Kernel and matrix of a small convolutional network with two classes. */
export type SmallNet = readonly [Tensor4D, Tensor2D];

/** Its weights, the same at every call. */
export function smallNet(): SmallNet {
  return [tf.randomNormal([3, 3, 3, 4], 0, 1, 'float32', 2), tf.randomNormal([64, 2], 0, 1, 'float32', 3)];
}

/** Images [2,8,8,3] for it. */
export function smallImages(seed: number): Tensor4D {
  return tf.randomUniform([2, 8, 8, 3], 0, 1, 'float32', seed);
}

/** Logits [2,2] of `images`, and the gradient of the sum of the first class's with respect to the images. */
export function logitsAndGradient(images: Tensor, [kernel, matrix]: SmallNet): Tensor[] {
  const logits = (x: Tensor4D): Tensor2D => {
    // The division by a constant and the scaled convolution are what a graph optimiser likes to rewrite.
    const features = tf.relu(tf.conv2d<Tensor4D>(tf.mul(x, 1.7), kernel, 2, 'same'));
    return tf.matMul(tf.reshape(tf.div(features, 3), [2, 64]), matrix);
  };
  return tf.tidy(() => {
    const x = tf.reshape<tf.Rank.R4>(images, [2, 8, 8, 3]);
    const { grad } = tf.valueAndGrad((input: Tensor4D) => tf.sum(tf.slice(logits(input), [0, 0], [2, 1])))(x);
    return [logits(x), grad];
  });
}
