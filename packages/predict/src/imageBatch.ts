import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { IMAGE_SIZE, writeUnitRange, type Images } from '@bcos-bench/formats';

/**
 * The images from place `from` on as a batch [size,32,32,3] in [0,1], the caller's to dispose. Places beyond the last
 * image stay black, because traces have fixed shapes.
 */
export function imageBatch({ images }: Images, from: number, size: number): Tensor4D {
  const values = new Float32Array(size * IMAGE_SIZE);
  writeUnitRange(images.subarray(from * IMAGE_SIZE, (from + size) * IMAGE_SIZE), values);
  return tf.tensor4d(values, [size, 32, 32, 3]);
}
