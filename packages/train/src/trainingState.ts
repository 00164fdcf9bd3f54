import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '@bcos-bench/models';
import { lookUp } from '@bcos-bench/vocabulary';
import type { TrainPlan } from './trainPlan.js';
import { optimisers } from './optimisers/registry.js';

/**
 * All tensors that a training step changes, by part: `weights` (running statistics among them), `average` where the recipe
 * has a moving average, and the optimiser's slots.
 */
export type TrainingState = ReadonlyMap<string, Weights>;

/** The names of the arrays that gradients change, and of those that are only observed. */
export interface ParameterNames {
  readonly learned: readonly string[];
  readonly observed: readonly string[];
}

/** Sorts the parameters into learned and observed ones. */
export function parameterNames(parameters: readonly ParameterSpec[]): ParameterNames {
  const names = (observed: boolean): string[] =>
    parameters.filter(({ role }) => (role === 'statistic') === observed).map(({ name }) => name);
  return { learned: names(false), observed: names(true) };
}

/** The state before the first step; it takes over `weights`. */
export function initialTrainingState(weights: Weights, { learned }: ParameterNames, plan: TrainPlan): TrainingState {
  const zeros = (): Weights => new Map(learned.map((name) => [name, tf.zerosLike(lookUp(weights, name))]));
  const copies = (): Weights => new Map([...weights].map(([name, tensor]) => [name, tf.clone(tensor)]));
  return new Map([
    ['weights', weights],
    ...(plan.recipe.emaDecay > 0 ? [['average', copies()] as const] : []),
    ...optimisers[plan.recipe.optimiser].slots.map((slot) => [slot, zeros()] as const),
  ]);
}

/** A part of the state. @throws RangeError where there is none of that name */
export function partOf(state: TrainingState, part: string): Weights {
  return lookUp(state, part);
}

/** The weights that a training is judged by: the moving average where there is one. */
export function judgedWeights(state: TrainingState): Weights {
  return state.get('average') ?? partOf(state, 'weights');
}

/** Frees a state. */
export function disposeState(state: TrainingState): void {
  for (const tensors of state.values()) tf.dispose([...tensors.values()]);
}

/** The state as one record `PART/NAME`, for a traced function or a file. */
export function flattenState(state: TrainingState): Record<string, Tensor> {
  return Object.fromEntries(
    [...state].flatMap(([part, tensors]) => [...tensors].map(([name, tensor]) => [`${part}/${name}`, tensor])),
  );
}

/** The state out of such a record; names without a part are left out. */
export function unflattenState(flat: Readonly<Record<string, Tensor>>): TrainingState {
  const state = new Map<string, Map<string, Tensor>>();
  for (const [key, tensor] of Object.entries(flat)) {
    const slash = key.indexOf('/');
    if (slash < 0) continue;
    const part = key.slice(0, slash);
    const tensors = state.get(part) ?? new Map<string, Tensor>();
    state.set(part, tensors.set(key.slice(slash + 1), tensor));
  }
  return state;
}
