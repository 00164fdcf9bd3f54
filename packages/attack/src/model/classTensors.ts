import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';

/** The classes of some images: the right ones and the targets, one-hot [size,classes]. */
export function classTensors(
  images: readonly { readonly label: number; readonly target: number }[],
  size: number,
  classes: number,
): { onehot: Tensor2D; target: Tensor2D } {
  return {
    onehot: classTensor(
      images.map(({ label }) => label),
      size,
      classes,
    ),
    target: classTensor(
      images.map(({ target }) => target),
      size,
      classes,
    ),
  };
}

/** Class numbers as one-hot rows [size,classes], filled up with class 0. */
export function classTensor(numbers: readonly number[], size: number, classes: number): Tensor2D {
  const values = new Float32Array(size * classes);
  for (let i = 0; i < size; i += 1) values[i * classes + (i < numbers.length ? at(numbers, i) : 0)] = 1;
  return tf.tensor2d(values, [size, classes]);
}
