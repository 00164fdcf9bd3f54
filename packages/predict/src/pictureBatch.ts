import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { PICTURE_SIZE, writeUnitRange, type Pictures } from '@bcos-bench/formats';

/**
 * The pictures from place `from` on as a batch [size,32,32,3] in [0,1], the caller's to dispose. Places beyond the last
 * picture stay black, because traces have fixed shapes.
 */
export function pictureBatch({ images }: Pictures, from: number, size: number): Tensor4D {
  const values = new Float32Array(size * PICTURE_SIZE);
  writeUnitRange(images.subarray(from * PICTURE_SIZE, (from + size) * PICTURE_SIZE), values);
  return tf.tensor4d(values, [size, 32, 32, 3]);
}
