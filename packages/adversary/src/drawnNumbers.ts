import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@bcos-bench/random';
import type { TensorShape } from '@bcos-bench/vocabulary';
import type { Draws } from './attackMethod.js';

/**
 * The random numbers that a method draws for a batch of images, [N, ...]. Each image takes its own from a stream of its own, so that
 * they depend on neither its place nor its company.
 * @param streams one for each image; null where a place of the batch is empty, which gets zeros
 * @param image the shape of an image
 */
export function drawnNumbers(
  { kind, shape }: Draws,
  streams: readonly (RandomStream | null)[],
  image: TensorShape,
): Tensor {
  const each = shape(image);
  const size = each.reduce((product, length) => product * length, 1);
  const values = new Float32Array(streams.length * size);
  for (const [place, stream] of streams.entries()) {
    if (stream === null) continue;
    for (let i = place * size; i < (place + 1) * size; i += 1) values[i] = stream[kind]();
  }
  return tf.tensor(values, [streams.length, ...each]);
}
