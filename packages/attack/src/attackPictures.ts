import { batchSizeFor } from '@bcos-bench/engine';
import type { AttackSample, ImageRows } from '@bcos-bench/formats';
import type { AttackPlan } from './attackPlan.js';
import { attackTasks, type OnSteps } from './attackTasks.js';
import { inChunks } from './inChunks.js';
import { inOrder } from './inOrder.js';
import { intake } from './intake.js';
import { traceJudge, type Judge } from './judgement.js';
import { sampleRow } from './sampleRow.js';
import type { Attacked } from './task.js';
import { measure, verify } from './verification.js';
import type { Victim } from './victim.js';

/** A picture's row, and the attacked picture itself, in the attacked space. */
export interface AttackedPicture {
  readonly sample: AttackSample;
  readonly attacked: Float32Array;
}

/** What is attacked: images, from which one on, and how many at a time. */
export interface AttackedPictures {
  readonly images: ImageRows;
  readonly from: number;
  readonly batch: number;
}

/**
 * Attacks pictures and yields them in order, each measured and judged again after the attack. What a picture gets does not
 * depend on the batch that it is in. Memory holds the pictures of a few batches.
 */
export function* attackPictures(
  victim: Victim,
  plan: AttackPlan,
  { images, from, batch }: AttackedPictures,
  onSteps: OnSteps,
): Generator<AttackedPicture> {
  const size = batchSizeFor(batch);
  const judge = traceJudge(victim, plan, size);
  try {
    const tasks = intake(victim, plan, judge, images, from, size);
    const attacked = attackTasks(victim, plan, tasks, size, onSteps);
    const finished = judgedAgain(attacked, judge, plan, size);
    for (const { picture } of inOrder(finished, ({ place }) => place, from)) yield picture;
  } finally {
    judge.dispose();
  }
}

interface Finished {
  readonly place: number;
  readonly picture: AttackedPicture;
}

function* judgedAgain(attacked: Iterable<Attacked>, judge: Judge, plan: AttackPlan, size: number): Generator<Finished> {
  for (const chunk of inChunks(attacked, size)) yield* finish(chunk, judge, plan);
}

function finish(chunk: readonly Attacked[], judge: Judge, plan: AttackPlan): Finished[] {
  const final = judge.judge(chunk.map(({ task, values }) => ({ ...task, values })));
  return chunk.flatMap((attacked, i) => {
    const verdict = final[i];
    if (verdict === undefined) return [];
    const { task, values } = attacked;
    const distances = measure(values, task.origin);
    verify(values, distances, plan, task.index);
    return [
      { place: task.place, picture: { attacked: values, sample: sampleRow(attacked, verdict, plan, distances) } },
    ];
  });
}
