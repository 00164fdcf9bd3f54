import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { threatModels } from '@bcos-bench/adversary';
import type { Network } from '@bcos-bench/models';
import { PICTURE_SIZE, type Pictures } from '@bcos-bench/stage';
import type { AttackPlan } from './attackPlan.js';
import { startingPoint } from './startingPoint.js';

/** What the attack on a batch does not change: the clean pictures in the attacked space, and their labels. */
export type AttackedBatch = Readonly<{ origin: Tensor4D; onehot: Tensor2D }>;

/**
 * The pictures from place `from` on as a batch of `size`. A batch that reaches beyond the last picture is filled up with
 * its first one, because traces have fixed shapes.
 */
export function attackedBatch(
  pictures: Pictures,
  from: number,
  size: number,
  network: Network,
  plan: AttackPlan,
  classes: number,
): AttackedBatch {
  const places = placesOf(pictures, from, size);
  const values = new Float32Array(size * PICTURE_SIZE);
  places.forEach((place, i) => {
    const picture = pictures.images.subarray(place * PICTURE_SIZE, (place + 1) * PICTURE_SIZE);
    values.set(
      Float32Array.from(picture, (byte) => byte / 255),
      i * PICTURE_SIZE,
    );
  });
  const onehot = Float32Array.from({ length: size * classes }, (_, at) => {
    const place = places[Math.floor(at / classes)] ?? from;
    return pictures.labels[place] === at % classes ? 1 : 0;
  });
  return tf.tidy(() => ({
    origin: tf.clone(threatModels[plan.threat].attacked(tf.tensor4d(values, [size, 32, 32, 3]), network)),
    onehot: tf.tensor2d(onehot, [size, classes]),
  }));
}

/** The starting points of a batch in the attacked space, a tensor a restart. */
export function startingPoints(
  pictures: Pictures,
  from: number,
  { origin }: AttackedBatch,
  plan: AttackPlan,
): Tensor4D[] {
  const values = origin.dataSync<'float32'>();
  const [size] = origin.shape;
  const width = values.length / size;
  const places = placesOf(pictures, from, size);
  return Array.from({ length: plan.restarts }, (_, restart) => {
    const starts = new Float32Array(values.length);
    places.forEach((place, i) => {
      const index = pictures.index[place] ?? NaN;
      starts.set(startingPoint(plan, values.subarray(i * width, (i + 1) * width), index, restart), i * width);
    });
    return tf.tensor4d(starts, origin.shape);
  });
}

function placesOf(pictures: Pictures, from: number, size: number): number[] {
  const total = pictures.index.length;
  return Array.from({ length: size }, (_, i) => (from + i < total ? from + i : from));
}
