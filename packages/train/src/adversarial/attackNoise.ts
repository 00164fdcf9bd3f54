import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods, drawnNumbers } from '@bcos-bench/adversary';
import { pixelStream } from '@bcos-bench/random';
import type { StartKey } from './startingPoint.js';
import type { TrainingAttackPlan } from './trainingAttackPlan.js';

/** Keeps the streams of noise apart from all others. */
const TRAINING_NOISE = 0x7a4e;

/**
 * What the method of a training attack draws: a tensor for each step, of (seed, epoch, image); none where it draws nothing. The caller
 * disposes of them.
 */
export function attackNoise({ method, steps }: TrainingAttackPlan, { shape }: Tensor4D, key: StartKey): Tensor[] {
  const { draws } = attackMethods[method];
  if (draws === null) return [];
  const streams = Array.from(key.indices, (index) => pixelStream(key.seed, TRAINING_NOISE, key.epoch, index));
  const [, rows, columns, channels] = shape;
  return Array.from({ length: steps }, () => drawnNumbers(draws, streams, [rows, columns, channels]));
}
