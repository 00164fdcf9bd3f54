import * as tf from '@tensorflow/tfjs-core';
import { imageBatch } from '@bcos-bench/models';
import { Fault } from '@bcos-bench/vocabulary';
import { attackedShape } from './attackedNetwork.js';
import type { AttackAim } from './attackPlan.js';
import { classTensors } from './classTensors.js';
import { judgementShape } from './graphShape.js';
import { traceJudgementGraph, type JudgedBatch } from './judgementGraph.js';
import { bareShelf } from './shelf.js';
import type { Verdict } from './task.js';
import type { Victim } from './victim.js';

/** A picture to be judged: its place in the attacked space, and its classes. */
export interface JudgedPicture {
  readonly index: number;
  readonly values: Float32Array;
  readonly label: number;
  readonly target: number;
}

/** Judges pictures without attacking them. */
export interface Judge {
  /**
   * One verdict a picture, at most `size` of them at a time.
   * @throws Fault where a logit is not finite
   */
  judge(pictures: readonly JudgedPicture[]): Verdict[];
  dispose(): void;
}

/** Makes ready the network's judgement for batches of `size` pictures: traces it, unless the victim's shelf has its graph. */
export function traceJudge(victim: Victim, aim: AttackAim, size: number): Judge {
  const { classes } = victim;
  const shape = judgementShape(aim);
  const image = attackedShape(victim, shape);
  const batchOf = (pictures: readonly JudgedPicture[]): JudgedBatch => {
    const values = pictures.map((picture) => picture.values);
    return { x: imageBatch(values, size, image), ...classTensors(pictures, size, classes) };
  };
  const shelf = victim.graphs?.judgements ?? bareShelf();
  const key = JSON.stringify({ ...shape, size, image });
  const graph = shelf.borrow(key, () => {
    const example = batchOf([]);
    const traced = traceJudgementGraph(victim, shape, example);
    tf.dispose(example);
    return traced;
  });
  return {
    judge: (pictures) => {
      const batch = batchOf(pictures);
      const outputs = graph.judge(batch);
      const [logits, losses] = [outputs.logits.dataSync<'float32'>(), outputs.losses.dataSync<'float32'>()];
      tf.dispose([batch, outputs]);
      return pictures.map(({ index }, i) =>
        verdict(index, Array.from(logits.subarray(i * classes, (i + 1) * classes)), losses[i] ?? NaN),
      );
    },
    dispose: () => shelf.giveBack(key, graph),
  };
}

function verdict(index: number, logits: readonly number[], loss: number): Verdict {
  if (![...logits, loss].every(Number.isFinite)) {
    throw new Fault({
      what: 'the network gives logits that are not finite',
      where: `picture ${index}`,
      remedy: 'train it again, or attack another checkpoint',
    });
  }
  return { logits, loss, prediction: largest(logits) };
}

function largest(logits: readonly number[]): number {
  return logits.reduce((best, logit, i) => (logit > (logits[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);
}
