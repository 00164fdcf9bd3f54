import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';

/** The spreads of some images [size], filled up with 1. */
export function spreadTensor(images: readonly { readonly spread: number }[], size: number): Tensor1D {
  return tf.tensor1d(Array.from({ length: size }, (_, i) => images[i]?.spread ?? 1));
}
