import type { AttackedModel } from '../model/attackedModel.js';
import type { Member } from '../plan/autoAttack.js';
import type { Attacked, Task } from '../plan/task.js';
import { attackTasks, type OnSteps } from './attackTasks.js';
import { keptIn, withoutDone, type MemberResults } from './memberResults.js';
import type { Stopwatch } from './stopwatch.js';

/** How an ensemble is run. */
export interface EnsembleRun {
  /** Of its batches. */
  readonly size: number;
  readonly onSteps: OnSteps;
  /** Is given the time of each member. */
  readonly stopwatch: Stopwatch;
  /** What the members have done before, and where what they do now is kept. */
  readonly results: MemberResults;
}

/**
 * The attacks of an ensemble, one after the other: each takes the images that withstood those before it, as soon as they did, so that
 * the batches of all are full. What no attack breaks is as the first left it.
 */
export function attackInTurn(
  attackedModel: AttackedModel,
  members: readonly Member[],
  tasks: Iterable<Task>,
  { size, onSteps, stopwatch, results }: EnsembleRun,
): Iterable<Attacked> {
  let items: Iterable<Task | Attacked> = tasks;
  let attacked: Iterable<Attacked> = [];
  for (const [rank, member] of members.entries()) {
    const todo = withoutDone(items, rank, results);
    const done = keptIn(results, rank, attackTasks(attackedModel, member.plan, todo, size, onSteps));
    attacked = stopwatch.timed(member.name, attributed(done, member));
    if (rank < members.length - 1) items = nextTasks(attacked);
  }
  return attacked;
}

/** Adds what earlier members did, and says of an image that withstood those and is broken now which member did it. */
function* attributed(attacked: Iterable<Attacked>, { name }: Member): Generator<Attacked> {
  for (const image of attacked) {
    const { earlier } = image.task;
    const isDone = image.reached && (image.brokenBy !== null || image.queries === 0);
    yield isDone ? image : together(earlier, { ...image, brokenBy: image.reached ? name : null });
  }
}

/** What two attacks made of an image: the first of those that withstood, or the one that broke it, after all queries. */
function together(earlier: Attacked | null, now: Attacked): Attacked {
  if (earlier === null) return now;
  const queries = earlier.queries + now.queries;
  const gradients = earlier.gradients + now.gradients;
  return { ...(now.reached ? now : { ...earlier, task: now.task }), queries, gradients };
}

/** Tasks of the images that withstood; the others pass. */
function* nextTasks(attacked: Iterable<Attacked>): Generator<Task | Attacked> {
  for (const image of attacked) yield image.reached ? image : { ...image.task, earlier: image };
}
