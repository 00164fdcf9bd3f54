import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { largestError } from './largestError.fixture.js';
import { seededTensor } from './seededNumbers.fixture.js';

/** Half the distance between the two points of a central difference: rounding and curvature both stay below 1e-3 there. */
const STEP = 3e-3;

/**
 * How far the gradient of `fn` at `x` is from central differences, as a part of its largest number. The outputs are summed with
 * fixed weights, so that errors that cancel in a plain sum are seen.
 */
export function gradientError<T extends Tensor>(fn: (x: T) => Tensor, x: T): number {
  return tf.tidy(() => {
    const weighted = (input: T): tf.Scalar => {
      const output = fn(input);
      return tf.sum(
        tf.mul(output, tf.reshape(seededTensor<tf.Rank.R1>('weights of a sum', [output.size]), output.shape)),
      );
    };
    const { grad } = tf.valueAndGrad<T, tf.Scalar>(weighted)(x);
    const at = (place: number, change: number): number =>
      tf.tidy(() => {
        const changes = new Float32Array(x.size);
        changes[place] = change;
        return Number(weighted(tf.add<T>(x, tf.tensor(changes, x.shape))).dataSync()[0]);
      });
    const differences = Float32Array.from({ length: x.size }, (_, i) => (at(i, STEP) - at(i, -STEP)) / (2 * STEP));
    return largestError(grad.dataSync(), differences);
  });
}
