import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.js';

const ALL_BUT_OUTPUT = [0, 1, 2];

/** The kernel [k,k,I,O] with every filter divided by its Euclidean norm over k, k and I. */
export function unitKernel(kernel: Tensor4D): Tensor4D {
  return withGradient(
    [kernel],
    () => {
      const norm = tf.sqrt(tf.sum<Tensor4D>(tf.square(kernel), ALL_BUT_OUTPUT, true));
      const value = tf.div<Tensor4D>(kernel, norm);
      return { value, save: [value, norm] as const };
    },
    (dy: Tensor4D, [unit, norm]) => {
      const along = tf.sum<Tensor4D>(tf.mul(dy, unit), ALL_BUT_OUTPUT, true);
      return [tf.div<Tensor4D>(tf.sub(dy, tf.mul(unit, along)), norm)];
    },
  );
}
