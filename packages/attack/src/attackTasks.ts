import * as tf from '@tensorflow/tfjs-core';
import type { AttackPlan } from './attackPlan.js';
import { batchSizeFor } from '@bcos-bench/engine';
import { attackedShape } from './attackedNetwork.js';
import { traceIteration, type Iteration } from './iteration.js';
import { noiseOf } from './iterationNoise.js';
import { admit, seatedClosely, settle, stepsTaken, taken, type Seats } from './seats.js';
import { clockOf, emptyTable, reseat, type Table } from './table.js';
import type { Attacked, Task } from './task.js';
import type { Victim } from './victim.js';

/** Called with the number of picture-steps that were taken, or spared because a picture was done before. */
export type OnSteps = (pictureSteps: number) => void;

/**
 * Attacks pictures in a batch of at most `size`, and yields them as they are done. A picture that is done leaves the batch and
 * the next one enters, so that the batch is full until the tasks run out; then it shrinks. What a picture gets depends on
 * neither its place nor its company.
 */
export function* attackTasks(
  victim: Victim,
  plan: AttackPlan,
  tasks: Iterable<Task>,
  size: number,
  onSteps: OnSteps,
): Generator<Attacked> {
  const waiting = tasks[Symbol.iterator]();
  const shape = { image: attackedShape(victim, plan), classes: victim.classes };
  let seats: Seats = Array.from({ length: batchSizeFor(size) }, () => null);
  let table = emptyTable(plan, seats.length, shape);
  let iteration = traceIteration(victim, plan, table.batch);
  try {
    for (;;) {
      const entry = admit(seats, waiting, plan);
      onSteps(plan.steps * plan.restarts * entry.beaten.length);
      yield* entry.beaten;
      if (taken(entry.seats).length === 0) return;
      const order = seatedClosely(entry);
      seats = order.seats;
      if (order.changed) table = reseat(table, plan, seats, order.rows, shape);
      if (order.rows.length < entry.seats.length) {
        iteration.dispose();
        iteration = traceIteration(victim, plan, table.batch);
      }
      table = judged(table, iteration, seats, plan);
      onSteps(stepsTaken(seats, plan));
      const outcome = settle(table.state.kept, seats, plan);
      seats = outcome.seats;
      onSteps(outcome.spared);
      yield* outcome.attacked;
    }
  } finally {
    tf.dispose([table.batch, table.state]);
    iteration.dispose();
  }
}

/** The table after one iteration; the old state is disposed of. */
function judged({ batch, state }: Table, iteration: Iteration, seats: Seats, plan: AttackPlan): Table {
  const clock = clockOf(seats);
  // Nobody moves after the last step, so that the gradient can be saved where all have come that far.
  const concludes = stepsTaken(seats, plan) === 0;
  if (concludes) {
    const kept = iteration.conclude(state, batch, clock);
    tf.dispose([state.kept, clock]);
    return { batch, state: { ...state, kept } };
  }
  const noise = noiseOf(plan, seats, batch.origin);
  const next = iteration.advance(state, batch, clock, noise);
  tf.dispose([state, clock, noise]);
  return { batch, state: next };
}
