import * as tf from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import type { MethodPlan } from '../plan/methodPlan.js';
import { graphShape } from '../plan/graphShape.js';
import type { AttackState, AttackedBatch, ConclusionInputs } from '../model/iterationFunctions.js';
import { initialState, type NetworkDraws } from '../model/iterationGraph.js';
import { planNumbers } from '../model/planNumbers.js';
import { traceIterationGraph } from '../model/traceIterationGraph.js';
import type { Clock, KeptIterate } from '../model/keptIterate.js';
import { noPool } from '../model/lruPool.js';
import { noNoise, type IterationNoise } from './iterationNoise.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** One iteration of an attack on a batch of fixed size. `draws` is what a network that draws is given. */
export interface Iteration {
  /** Evaluates the current iterates, then moves them. */
  advance(
    state: AttackState,
    batch: AttackedBatch,
    clock: Clock,
    noise: IterationNoise,
    draws?: NetworkDraws | null,
  ): AttackState;
  /** Evaluates the current iterates and moves no more: half the work. */
  conclude(state: AttackState, batch: AttackedBatch, clock: Clock, draws?: NetworkDraws | null): KeptIterate;
  dispose(): void;
}

/** Makes ready the iteration of `plan` for batches like `example`: traces it, unless the model's pool has its graph. */
export function traceIteration(attackedModel: AttackedModel, plan: MethodPlan, example: AttackedBatch): Iteration {
  const [size, ...image] = example.origin.shape;
  const shape = graphShape(plan);
  const numbers = planNumbers(plan, size);
  const pool = attackedModel.graphs?.iterations ?? noPool();
  const key = JSON.stringify({ ...shape, size, image });
  const graph = pool.borrow(key, () => {
    const start = initialState(attackMethods[plan.attack], example.origin);
    const clock = { step: tf.zeros<tf.Rank.R1>([size]), restart: tf.zeros<tf.Rank.R1>([size]) };
    const noise = noNoise(plan, example.origin);
    const traced = traceIterationGraph(attackedModel, shape, { ...start, batch: example, clock, numbers, noise });
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
    advance: (state, batch, clock, noise, draws = null) =>
      graph.advance({ ...seen(state, batch, clock), noise }, draws),
    conclude: (state, batch, clock, draws = null) => graph.conclude(seen(state, batch, clock), draws),
    dispose: () => {
      tf.dispose(numbers);
      pool.giveBack(key, graph);
    },
  };
}
