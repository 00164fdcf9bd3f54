import * as tf from '@tensorflow/tfjs-core';
import { planFor, roundsOf, type MethodPlan } from '../plan/methodPlan.js';
import { batchSizeFor } from '@bcos-bench/engine';
import { attackedShape } from '../model/attackedNetwork.js';
import { traceIteration, type Iteration } from './iteration.js';
import { noiseOf } from './iterationNoise.js';
import { networkDraws } from './networkDraws.js';
import { admit, packedSlots, settle, stepsTaken, taken, type Slots } from './slots.js';
import { clockOf, emptyBatchState, gatherSlots, type BatchState } from './batchState.js';
import type { Attacked, Task } from '../plan/task.js';
import type { AttackedModel } from '../model/attackedModel.js';
import type { NetworkDraws } from '../model/iterationGraph.js';

/** Called with the number of image-steps that were taken, or spared because an image was done before. */
export type OnSteps = (imageSteps: number) => void;

/**
 * Attacks images in a batch of at most `size`, and yields them as they are done. An image that is done leaves the batch and
 * the next one enters, so that the batch is full until the tasks run out; then it shrinks. What an image gets depends on
 * neither its place nor its company. What another attack is done with passes through.
 */
export function* attackTasks(
  attackedModel: AttackedModel,
  asked: MethodPlan,
  tasks: Iterable<Task | Attacked>,
  size: number,
  onSteps: OnSteps,
): Generator<Attacked> {
  const plan = planFor(attackedModel.network, asked);
  const waiting = tasks[Symbol.iterator]();
  const shape = { image: attackedShape(attackedModel, plan), classes: attackedModel.classes };
  let slots: Slots = Array.from({ length: batchSizeFor(size) }, () => null);
  let current = emptyBatchState(plan, slots.length, shape);
  let iteration = traceIteration(attackedModel, plan, current.batch);
  try {
    for (;;) {
      const entry = admit(slots, waiting, plan);
      onSteps(plan.steps * roundsOf(plan) * entry.passed.length);
      yield* entry.passed;
      if (taken(entry.slots).length === 0) return;
      const order = packedSlots(entry);
      slots = order.slots;
      if (order.changed) current = gatherSlots(current, plan, slots, order.rows, shape);
      if (order.rows.length < entry.slots.length) {
        iteration.dispose();
        iteration = traceIteration(attackedModel, plan, current.batch);
      }
      current = evaluated(current, iteration, slots, plan, networkDraws(attackedModel, plan, slots));
      onSteps(stepsTaken(slots, plan));
      const outcome = settle(current.state.kept, slots, plan);
      slots = outcome.slots;
      onSteps(outcome.spared);
      yield* outcome.attacked;
    }
  } finally {
    tf.dispose([current.batch, current.state]);
    iteration.dispose();
  }
}

/** The state after one iteration; the old state is disposed of. */
function evaluated(
  { batch, state }: BatchState,
  iteration: Iteration,
  slots: Slots,
  plan: MethodPlan,
  draws: NetworkDraws | null,
): BatchState {
  const clock = clockOf(slots);
  // No image moves after the last step, so that the gradient can be saved where all have come that far.
  const concludes = stepsTaken(slots, plan) === 0;
  if (concludes) {
    const kept = iteration.conclude(state, batch, clock, draws);
    tf.dispose([state.kept, clock]);
    return { batch, state: { ...state, kept } };
  }
  const noise = noiseOf(plan, slots, batch.origin);
  const next = iteration.advance(state, batch, clock, noise, draws);
  tf.dispose([state, clock, noise]);
  return { batch, state: next };
}
