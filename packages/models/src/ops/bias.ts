import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { runFusedImage } from './fusedKernel.js';
import { withGradient } from './withGradient.js';

/** `x` [N,H,W,C] plus a number for each channel, `bias` [C]. */
export function addBias(x: Tensor4D, bias: Tensor1D): Tensor4D {
  return withGradient(
    [x, bias],
    () => ({ value: runFusedImage('BiasAdd', { x, bias }, {}) ?? tf.add<Tensor4D>(x, bias), save: [] as const }),
    (dy: Tensor4D) => [tf.clone(dy), tf.sum(dy, [0, 1, 2])],
  );
}
