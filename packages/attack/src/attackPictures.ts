import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import type { Network, Weights } from '@bcos-bench/models';
import type { AttackSample, Pictures } from '@bcos-bench/stage';
import type { AttackPlan } from './attackPlan.js';
import { attackedBatch, startingPoints, type AttackedBatch } from './attackedBatch.js';
import { traceIteration, type Iteration } from './iteration.js';
import { traceJudge, type Judge } from './judgement.js';
import { pgd } from './pgd.js';
import { sampleRow } from './sampleRow.js';
import { measure, verify } from './verification.js';

/** A picture's row, and the attacked picture itself, in the attacked space. */
export interface AttackedPicture {
  readonly sample: AttackSample;
  readonly attacked: Float32Array;
}

/** What is attacked, and in batches of how many pictures. */
export interface AttackTarget {
  readonly network: Network;
  readonly weights: Weights;
  readonly classes: number;
  readonly batch: number;
}

/**
 * Attacks pictures batch by batch and yields them in order, each measured and judged again after the attack. What a picture
 * gets does not depend on the batch that it is in.
 * @param onStep called after every step with the number of pictures that it moved
 */
export function* attackPictures(
  engine: Engine,
  target: AttackTarget,
  plan: AttackPlan,
  pictures: Pictures,
  onStep: (pictures: number) => void,
): Generator<AttackedPicture> {
  const { network, weights, classes, batch: size } = target;
  const batchFrom = (from: number): AttackedBatch => attackedBatch(pictures, from, size, network, plan, classes);
  const example = batchFrom(0);
  const iteration = traceIteration(engine, network, weights, plan, example);
  const judge = traceJudge(engine, network, weights, plan, example);
  tf.dispose(example);
  try {
    for (let from = 0; from < pictures.index.length; from += size) {
      const count = Math.min(size, pictures.index.length - from);
      const batch = batchFrom(from);
      yield* attackBatch({ iteration, judge, plan, classes }, pictures, from, count, batch, () => onStep(count));
      tf.dispose(batch);
    }
  } finally {
    iteration.dispose();
    judge.dispose();
  }
}

interface Attacker {
  readonly iteration: Iteration;
  readonly judge: Judge;
  readonly plan: AttackPlan;
  readonly classes: number;
}

function attackBatch(
  { iteration, judge, plan, classes }: Attacker,
  pictures: Pictures,
  from: number,
  count: number,
  batch: AttackedBatch,
  onStep: () => void,
): AttackedPicture[] {
  const clean = judge.judge(batch.origin, batch.onehot);
  const starts = startingPoints(pictures, from, batch, plan);
  const attacked = pgd(iteration, batch, starts, plan.steps, onStep);
  const finalPictures = tf.tensor4d(attacked.values, batch.origin.shape);
  const final = judge.judge(finalPictures, batch.onehot);
  tf.dispose([starts, finalPictures]);

  const origin = batch.origin.dataSync<'float32'>();
  const width = origin.length / attacked.loss.length;
  return Array.from({ length: count }, (_, place) => {
    const picture = { index: pictures.index[from + place] ?? NaN, label: pictures.labels[from + place] ?? NaN };
    const values = attacked.values.slice(place * width, (place + 1) * width);
    const distances = measure(values, origin.subarray(place * width, (place + 1) * width));
    verify(values, distances, plan, picture.index);
    return { attacked: values, sample: sampleRow(place, picture, { clean, attacked, final, classes }, distances) };
  });
}
