import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';

/** The largest difference between two lists of numbers, as a part of the largest number of `expected`; NaN where one is. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new RangeError(`${actual.length} numbers, not ${expected.length}`);
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const wanted = at(expected, i);
    difference = Math.max(difference, Math.abs(at(actual, i) - wanted));
    largest = Math.max(largest, Math.abs(wanted));
  }
  return difference / largest;
}

/** `largestError` of two tensors. */
export function tensorError(actual: Tensor, expected: Tensor): number {
  return largestError(actual.dataSync(), expected.dataSync());
}
