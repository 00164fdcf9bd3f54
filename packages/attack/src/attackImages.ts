import { at, attacksExplanation } from '@bcos-bench/vocabulary';
import { batchSizeFor } from '@bcos-bench/engine';
import type { AttackSample } from '@bcos-bench/formats';
import type { AttackPlan } from './plan/attackPlan.js';
import { attackInTurn } from './batching/attackInTurn.js';
import { attackTasks, type OnSteps } from './batching/attackTasks.js';
import { noMemberResults, type MemberResults } from './batching/memberResults.js';
import { startStopwatch, type Stopwatch } from './batching/stopwatch.js';
import { membersOf } from './plan/autoAttack.js';
import { isMethodPlan, type MethodPlan } from './plan/methodPlan.js';
import { explainedTasks } from './rows/explainedTasks.js';
import { inChunks } from './rows/inChunks.js';
import { inOrder } from './rows/inOrder.js';
import { prepareTasks } from './rows/preparation.js';
import { traceEvaluator, type Evaluator } from './rows/evaluator.js';
import { roundedImage } from './rows/roundedImage.js';
import type { RowsToAttack } from './rows/rowsToAttack.js';
import { sampleRow } from './rows/sampleRow.js';
import type { Attacked, Task } from './plan/task.js';
import { measure, verify } from './rows/verification.js';
import type { AttackedModel } from './model/attackedModel.js';

/** An image's row, and the attacked image itself, in the attacked space. */
export interface AttackedImage {
  readonly sample: AttackSample;
  readonly attacked: Float32Array;
}

/** What is attacked: images, from which one on, and how many at a time. */
export interface AttackedImages {
  readonly images: RowsToAttack;
  readonly from: number;
  readonly batch: number;
  /** What the members of an ensemble have done with them before; nothing unless given. */
  readonly members?: MemberResults;
}

/**
 * Attacks images and yields them in order, each measured and evaluated again after the attack. What an image gets does not
 * depend on the batch that it is in. Memory holds the images of a few batches.
 * @param stopwatch is given the time of each member of an ensemble
 */
export function* attackImages(
  attackedModel: AttackedModel,
  plan: AttackPlan,
  { images, from, batch, members: results = noMemberResults }: AttackedImages,
  onSteps: OnSteps,
  stopwatch: Stopwatch = startStopwatch(),
): Generator<AttackedImage> {
  const size = batchSizeFor(batch);
  const evaluator = traceEvaluator(attackedModel, plan, size);
  const withExplanations = (methodPlan: MethodPlan, tasks: Iterable<Task>): Iterable<Task> =>
    attacksExplanation(methodPlan.attack)
      ? explainedTasks(attackedModel, methodPlan, tasks, { images, evaluator, size })
      : tasks;
  try {
    const tasks = prepareTasks(attackedModel, plan, evaluator, images, from, size);
    const attacked = isMethodPlan(plan)
      ? attackTasks(attackedModel, plan, withExplanations(plan, tasks), size, onSteps)
      : attackInTurn(attackedModel, membersOf(plan, attackedModel.classes).members, tasks, {
          size,
          onSteps,
          stopwatch,
          results,
        });
    const finished = evaluatedAgain(attacked, evaluator, plan, size);
    for (const { image } of inOrder(finished, ({ place }) => place, from)) yield image;
  } finally {
    evaluator.dispose();
  }
}

interface Finished {
  readonly place: number;
  readonly image: AttackedImage;
}

function* evaluatedAgain(
  attacked: Iterable<Attacked>,
  evaluator: Evaluator,
  plan: AttackPlan,
  size: number,
): Generator<Finished> {
  for (const chunk of inChunks(attacked, size)) yield* finish(chunk, evaluator, plan);
}

function finish(chunk: readonly Attacked[], evaluator: Evaluator, plan: AttackPlan): Finished[] {
  const final = evaluator.evaluate(chunk.map(({ task, values }) => ({ ...task, values })));
  const rounded = plan.round
    ? evaluator.evaluate(chunk.map(({ task, values }) => ({ ...task, values: roundedImage(values) })))
    : null;
  return chunk.map((attacked, i) => {
    const { task, values } = attacked;
    const distances = measure(values, task.origin);
    verify(values, distances, plan, task.index);
    const sample = sampleRow(attacked, at(final, i), rounded && at(rounded, i), plan, distances);
    return { place: task.place, image: { attacked: values, sample } };
  });
}
