import * as tf from '@tensorflow/tfjs-core';
import { encode, type Network } from '@bcos-bench/models';
import { SIDE } from './side.js';

/** Channels of an image. */
export const IMAGE_CHANNELS = 3;

/**
 * Images as a network's inputs.
 * @param images [N, 32, 32, 3] in [0,1]
 * @returns [N, 32, 32, channels] in [0,1]
 */
export function encodedInputs(images: Float32Array, encoding: Network['encoding']): Float32Array {
  const count = images.length / (SIDE * SIDE * IMAGE_CHANNELS);
  return tf.tidy(() =>
    encode(tf.tensor4d(images, [count, SIDE, SIDE, IMAGE_CHANNELS]), encoding).dataSync<'float32'>(),
  );
}
