import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { balls } from '@bcos-bench/adversary';
import { pixelStream } from '@bcos-bench/random';
import { float32At } from '@bcos-bench/vocabulary';
import type { TrainingAttackPlan } from './trainingAttackPlan.js';

/** What random starting points depend on: the numbers of a batch's images, and the epoch. */
export interface StartKey {
  readonly seed: number;
  readonly epoch: number;
  readonly indices: Int32Array;
}

/** Keeps the streams of starting points apart from all others. */
const TRAINING_START = 0x7a57;

type StartingPoint = (origin: Tensor4D, plan: TrainingAttackPlan, key: StartKey) => Tensor4D;

/** A random point of the ball around each image, cut to [0,1], of (seed, epoch, image). */
const random: StartingPoint = (origin, { norm, eps }, key) => {
  const values = Float32Array.from(origin.dataSync<'float32'>());
  const size = values.length / key.indices.length;
  key.indices.forEach((index, i) => {
    const stream = pixelStream(key.seed, TRAINING_START, key.epoch, index);
    const offset = balls[norm].randomPerturbation(stream, size, eps);
    offset.forEach((shift, j) => {
      const place = i * size + j;
      values[place] = Math.min(1, Math.max(0, float32At(values, place) + shift));
    });
  });
  return tf.tensor4d(values, origin.shape);
};

/** Where an attack on the tensor `origin` begins, by the name of the recipe's choice; the caller's to dispose. */
export const startingPoints: Readonly<Record<TrainingAttackPlan['start'], StartingPoint>> = {
  image: (origin) => tf.clone(origin),
  random,
};
