import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The mean of every channel over the image: [N,H,W,C] to [N,C]. One axis after the other: TensorFlow's mean over both
 * rounds an image according to its place in the batch where C is no multiple of its vector width.
 */
export function globalAverage(x: Tensor4D): Tensor2D {
  return tf.mean<Tensor2D>(tf.mean<Tensor3D>(x, 2), 1);
}
