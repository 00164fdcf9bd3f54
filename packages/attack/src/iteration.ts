import * as tf from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import type { AttackPlan } from './attackPlan.js';
import { graphShape } from './graphShape.js';
import {
  initialState,
  traceIterationGraph,
  type AttackState,
  type AttackedBatch,
  type ConclusionInputs,
  type IterationInputs,
  type PlanNumbers,
} from './iterationGraph.js';
import type { Clock, KeptIterate } from './keptIterate.js';
import { bareShelf } from './shelf.js';
import type { Victim } from './victim.js';

/** Random numbers of the images of a batch in one iteration: nothing, or `normals` [N,H,W,C]. */
export type IterationNoise = IterationInputs['noise'];

/** One iteration of an attack on a batch of fixed size. */
export interface Iteration {
  /** Evaluates the current iterates, then moves them. */
  advance(state: AttackState, batch: AttackedBatch, clock: Clock, noise: IterationNoise): AttackState;
  /** Evaluates the current iterates and moves no more: half the work. */
  conclude(state: AttackState, batch: AttackedBatch, clock: Clock): KeptIterate;
  dispose(): void;
}

/** Makes ready the iteration of `plan` for batches like `example`: traces it, unless the victim's shelf has its graph. */
export function traceIteration(victim: Victim, plan: AttackPlan, example: AttackedBatch): Iteration {
  const [size, ...image] = example.origin.shape;
  const shape = graphShape(plan);
  const numbers = planNumbers(plan, size);
  const shelf = victim.graphs?.iterations ?? bareShelf();
  const key = JSON.stringify({ ...shape, size, image });
  const graph = shelf.borrow(key, () => {
    const start = initialState(attackMethods[plan.attack], example.origin);
    const clock = { step: tf.zeros<tf.Rank.R1>([size]), restart: tf.zeros<tf.Rank.R1>([size]) };
    const noise = attackMethods[plan.attack].noise ? { normals: tf.zerosLike(example.origin) } : {};
    const traced = traceIterationGraph(victim, shape, { ...start, batch: example, clock, numbers, noise });
    tf.dispose([start, clock, noise]);
    return traced;
  });
  const seen = (state: AttackState, batch: AttackedBatch, clock: Clock): ConclusionInputs => ({
    ...state,
    batch,
    clock,
    numbers,
  });
  return {
    advance: (state, batch, clock, noise) => graph.advance({ ...seen(state, batch, clock), noise }),
    conclude: (state, batch, clock) => graph.conclude(seen(state, batch, clock)),
    dispose: () => {
      tf.dispose(numbers);
      shelf.giveBack(key, graph);
    },
  };
}

function planNumbers({ eps, steps, options }: AttackPlan, size: number): PlanNumbers {
  const numbers = (value: number) => tf.fill<tf.Rank.R1>([size], value);
  const own = Object.entries(options).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, numbers(value)] as const] : [],
  );
  return { ...Object.fromEntries(own), eps: numbers(eps), steps: numbers(steps) };
}
