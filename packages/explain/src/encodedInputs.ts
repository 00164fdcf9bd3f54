import * as tf from '@tensorflow/tfjs-core';
import { encode, imageBatch, type Network } from '@bcos-bench/models';
import { numbersOf, type ImageShape } from '@bcos-bench/vocabulary';

/**
 * Images as a network's inputs.
 * @param images N of `shape`, one after the other: bytes, or numbers in [0,1]
 * @returns [N, rows, columns, channels] in [0,1]
 */
export function encodedInputs(
  images: Uint8Array | Float32Array,
  shape: ImageShape,
  encoding: Network['encoding'],
): Float32Array {
  const count = images.length / numbersOf(shape);
  return tf.tidy(() => encode(imageBatch([images], count, shape), encoding).dataSync<'float32'>());
}
