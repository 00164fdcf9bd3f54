import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { numbersOf, type TensorShape } from '@bcos-bench/vocabulary';
import { writeUnitRange } from '@bcos-bench/formats';

/**
 * Images as a batch [size,rows,columns,channels] in [0,1], the caller's to dispose. What is left of it is black, because traces have
 * fixed shapes.
 * @param images the images one after the other; a part holds one or several, as bytes, which are divided by 255, or as numbers in [0,1]
 * @param shape of each image
 */
export function imageBatch(images: Iterable<Uint8Array | Float32Array>, size: number, shape: TensorShape): Tensor4D {
  const values = new Float32Array(size * numbersOf(shape));
  let at = 0;
  for (const part of images) {
    if (part instanceof Uint8Array) writeUnitRange(part, values.subarray(at));
    else values.set(part, at);
    at += part.length;
  }
  return tf.tensor4d(values, [size, ...shape]);
}
