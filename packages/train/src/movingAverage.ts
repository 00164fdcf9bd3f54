import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { Weights } from '@bcos-bench/models';
import { lookUp } from '@bcos-bench/vocabulary';
import type { Recipe } from './recipe.js';
import type { Moment } from './schedules/schedule.js';

/**
 * How much of the moving average of weights a step keeps, as `bcos.training` has it: an update comes at every
 * `emaEvery`-th step of an epoch, the first included; during the schedule's warm-up, and at the first update after it, the
 * average is the weights themselves; all other steps keep it as it is. The share that an update takes of the weights grows
 * with the images between two updates and shrinks with the number of epochs (torchvision's adjustment).
 */
export function averageKept(recipe: Recipe, { epoch, step }: Moment): number {
  const { emaDecay, emaEvery, batch, epochs } = recipe;
  const warmup = recipe.schedule === 'warmup-cosine' ? recipe.warmupEpochs : 0;
  if (step % emaEvery !== 0) return 1;
  if (epoch < warmup || (epoch === warmup && step === 0)) return 0;
  return 1 - Math.min(1, ((1 - emaDecay) * batch * emaEvery) / epochs);
}

/** The average after a step that keeps the share `kept` of it. */
export function movedAverage(average: Weights, weights: Weights, kept: Scalar): Weights {
  const taken = tf.sub(1, kept);
  return new Map(
    [...average].map(([name, before]) => [name, tf.add(tf.mul(before, kept), tf.mul(lookUp(weights, name), taken))]),
  );
}
