import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import { pixelStream, randomStream } from '@bcos-bench/random';
import type { AttackPlan } from '../plan/attackPlan.js';
import type { IterationNoise } from './iteration.js';
import type { Slots } from './slots.js';

/** Keeps the streams of iterations apart from all others. */
const ITERATION_NOISE = 0x401e;

/**
 * The random numbers of a batch in one iteration, where the method draws any: standard normal ones, in the shape of the images. They
 * depend on (seed, image, restart, iteration) alone.
 */
export function noiseOf({ attack, seed }: AttackPlan, slots: Slots, { shape }: Tensor4D): IterationNoise {
  if (!attackMethods[attack].noise) return {};
  const [, rows, columns, channels] = shape;
  const size = rows * columns * channels;
  const values = new Float32Array(slots.length * size);
  for (const [place, slot] of slots.entries()) {
    if (slot === null) continue;
    const key = randomStream(seed, ITERATION_NOISE, slot.task.index, slot.restart);
    const stream = pixelStream(key.uint32(), key.uint32(), slot.step);
    for (let i = place * size; i < (place + 1) * size; i += 1) values[i] = stream.normal();
  }
  return { normals: tf.tensor4d(values, [slots.length, rows, columns, channels]) };
}
