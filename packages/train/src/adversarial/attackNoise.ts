import type { Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods, normalImages } from '@bcos-bench/adversary';
import { pixelStream } from '@bcos-bench/random';
import type { StartKey } from './startingPoint.js';
import type { TrainingAttackPlan } from './trainingAttackPlan.js';

/** Keeps the streams of noise apart from all others. */
const TRAINING_NOISE = 0x7a4e;

/**
 * What the method of a training attack draws: a tensor of standard normal numbers for each step, in the shape of the batch, of (seed,
 * epoch, image); none where it draws nothing. The caller disposes of them.
 */
export function attackNoise({ method, steps }: TrainingAttackPlan, { shape }: Tensor4D, key: StartKey): Tensor4D[] {
  if (!attackMethods[method].noise) return [];
  const streams = Array.from(key.indices, (index) => pixelStream(key.seed, TRAINING_NOISE, key.epoch, index));
  const [, rows, columns, channels] = shape;
  return Array.from({ length: steps }, () => normalImages(streams, [rows, columns, channels]));
}
