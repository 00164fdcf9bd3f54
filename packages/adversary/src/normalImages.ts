import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@bcos-bench/random';

/**
 * Standard normal numbers for a batch of images, [N,H,W,C]. Each image takes its own from a stream of its own, so that they depend on
 * neither its place nor its company.
 * @param streams one for each image; null where a place of the batch is empty, which gets zeros
 */
export function normalImages(
  streams: readonly (RandomStream | null)[],
  [rows, columns, channels]: readonly [number, number, number],
): Tensor4D {
  const size = rows * columns * channels;
  const values = new Float32Array(streams.length * size);
  for (const [place, stream] of streams.entries()) {
    if (stream === null) continue;
    for (let i = place * size; i < (place + 1) * size; i += 1) values[i] = stream.normal();
  }
  return tf.tensor4d(values, [streams.length, rows, columns, channels]);
}
