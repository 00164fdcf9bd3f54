import * as tf from '@tensorflow/tfjs-core';
import type { AttackPlan } from './attackPlan.js';
import { graphShape } from './graphShape.js';
import {
  initialState,
  traceIterationGraph,
  type AttackState,
  type AttackedBatch,
  type Clock,
  type IterationInputs,
  type PlanNumbers,
} from './iterationGraph.js';
import { bareShelf } from './shelf.js';
import type { Victim } from './victim.js';

/** One iteration of an attack on a batch of fixed size. */
export interface Iteration {
  /** Judges the current iterates, then moves them. */
  advance(state: AttackState, batch: AttackedBatch, clock: Clock): AttackState;
  /** Judges the current iterates and moves no more: half the work. */
  conclude(state: AttackState, batch: AttackedBatch, clock: Clock): AttackState;
  dispose(): void;
}

/** Makes ready the iteration of `plan` for batches like `example`: traces it, unless the victim's shelf has its graph. */
export function traceIteration(victim: Victim, plan: AttackPlan, example: AttackedBatch): Iteration {
  const size = example.origin.shape[0];
  const shape = graphShape(plan);
  const numbers = planNumbers(plan, size);
  const shelf = victim.graphs?.iterations ?? bareShelf();
  const key = JSON.stringify({ ...shape, size });
  const graph = shelf.borrow(key, () => {
    const start = initialState(plan, example.origin);
    const clock = { step: tf.zerosLike(start.bestStep), restart: tf.zerosLike(start.bestStep) };
    const traced = traceIterationGraph(victim, shape, { ...start, ...example, ...clock, ...numbers });
    tf.dispose([start, clock]);
    return traced;
  });
  const inputs = (state: AttackState, batch: AttackedBatch, clock: Clock): IterationInputs => ({
    ...state,
    ...batch,
    ...clock,
    ...numbers,
  });
  return {
    advance: (...now) => graph.advance(inputs(...now)),
    conclude: (...now) => graph.conclude(inputs(...now)),
    dispose: () => {
      tf.dispose(numbers);
      shelf.giveBack(key, graph);
    },
  };
}

function planNumbers({ eps, stepSize, steps }: AttackPlan, size: number): PlanNumbers {
  const numbers = (value: number) => tf.fill<tf.Rank.R1>([size], value);
  return { eps: numbers(eps), stepSize: numbers(stepSize), steps: numbers(steps) };
}
