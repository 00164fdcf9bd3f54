import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { pixelStream, randomStream, type RandomStream } from '@bcos-bench/random';
import { numbersOf, type TensorShape } from '@bcos-bench/vocabulary';

/** Keep the streams of networks that draw apart from all others: of attacks, and of evaluations. */
const [ATTACKED, EVALUATED] = [0x4e0a, 0x4e0e];

/** Which forward pass of an attack on an image draws. */
export interface AttackPass {
  readonly image: number;
  readonly restart: number;
  readonly iteration: number;
  /** Which of several passes at the same iterate. */
  readonly sample: number;
}

/** The numbers that a network draws in a forward pass of an attack. */
export function attackStream(seed: number, { image, restart, iteration, sample }: AttackPass): RandomStream {
  const key = randomStream(seed, ATTACKED, image, restart);
  return pixelStream(key.uint32(), key.uint32(), iteration, sample);
}

/** The numbers that a network draws when it evaluates an image, attacked or not: the same each time, so that what changes is the image. */
export function evaluationStream(seed: number, image: number, sample = 0): RandomStream {
  return pixelStream(seed, EVALUATED, image, sample);
}

/**
 * What a network that draws is given for a batch of images [N,rows,columns,channels], the caller's to dispose.
 * @param streams one for each image; null where a place of the batch is empty, which gets zeros
 * @param shape of the network's input
 */
export function networkNoise(streams: readonly (RandomStream | null)[], shape: TensorShape): Tensor4D {
  const size = numbersOf(shape);
  const values = new Float32Array(streams.length * size);
  for (const [place, stream] of streams.entries()) {
    if (stream === null) continue;
    for (let i = place * size; i < (place + 1) * size; i += 1) values[i] = stream.normal();
  }
  return tf.tensor4d(values, [streams.length, ...shape]);
}
