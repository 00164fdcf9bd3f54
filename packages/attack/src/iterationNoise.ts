import type { Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods, normalImages } from '@bcos-bench/adversary';
import { pixelStream, randomStream } from '@bcos-bench/random';
import type { AttackPlan } from './attackPlan.js';
import type { IterationNoise } from './iteration.js';
import type { Seats } from './seats.js';

/** Keeps the streams of iterations apart from all others. */
const ITERATION_NOISE = 0x401e;

/**
 * The random numbers of a batch in one iteration, where the method draws any: standard normal ones, in the shape of the images. They
 * depend on (seed, image, restart, iteration) alone.
 */
export function noiseOf({ attack, seed }: AttackPlan, seats: Seats, { shape }: Tensor4D): IterationNoise {
  if (!attackMethods[attack].noise) return {};
  const [, rows, columns, channels] = shape;
  const streams = seats.map((seat) => {
    if (seat === null) return null;
    const key = randomStream(seed, ITERATION_NOISE, seat.task.index, seat.restart);
    return pixelStream(key.uint32(), key.uint32(), seat.step);
  });
  return { normals: normalImages(streams, [rows, columns, channels]) };
}
