import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods, drawnNumbers } from '@bcos-bench/adversary';
import { pixelStream, randomStream } from '@bcos-bench/random';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { Slots } from './slots.js';

/** Keeps the streams of iterations apart from all others. */
const ITERATION_NOISE = 0x401e;

/** Random numbers of the images of a batch in one iteration: nothing, or `drawn` [N, ...]. */
export type IterationNoise = Readonly<Record<string, Tensor>>;

/** The random numbers of a batch in one iteration, where the method draws any, of (seed, image, restart, iteration) alone. */
export function noiseOf({ attack, seed }: MethodPlan, slots: Slots, { shape }: Tensor4D): IterationNoise {
  const { draws } = attackMethods[attack];
  if (draws === null) return {};
  const [, rows, columns, channels] = shape;
  const streams = slots.map((slot) => {
    if (slot === null) return null;
    const key = randomStream(seed, ITERATION_NOISE, slot.task.index, slot.restart);
    return pixelStream(key.uint32(), key.uint32(), slot.step);
  });
  return { drawn: drawnNumbers(draws, streams, [rows, columns, channels]) };
}

/** The same with zeros, as an example for a trace. */
export function noNoise(plan: MethodPlan, origin: Tensor4D): IterationNoise {
  return noiseOf(plan, new Array<null>(origin.shape[0]).fill(null), origin);
}
