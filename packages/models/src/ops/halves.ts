import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The first and the second half of a batch. */
export function halves<T extends Tensor>(both: T): readonly [first: T, second: T] {
  const [first, second] = tf.split<T>(both, 2, 0);
  if (first === undefined || second === undefined) throw new RangeError('a split in two gave fewer parts');
  return [first, second];
}
