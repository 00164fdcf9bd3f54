import * as tf from '@tensorflow/tfjs-core';
import { encode, type Network } from '@bcos-bench/models';
import { SIDE } from './side.js';

/** Channels of a picture. */
export const PICTURE_CHANNELS = 3;

/**
 * Pictures as a network's inputs.
 * @param pictures [N, 32, 32, 3] in [0,1]
 * @returns [N, 32, 32, channels] in [0,1]
 */
export function encodedInputs(pictures: Float32Array, encoding: Network['encoding']): Float32Array {
  const count = pictures.length / (SIDE * SIDE * PICTURE_CHANNELS);
  return tf.tidy(() =>
    encode(tf.tensor4d(pictures, [count, SIDE, SIDE, PICTURE_CHANNELS]), encoding).dataSync<'float32'>(),
  );
}
