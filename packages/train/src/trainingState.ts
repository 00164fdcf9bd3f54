import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '@bcos-bench/models';

/** All that a training step changes, by name: weights, running statistics, and Adam's means of each weight. */
export interface TrainingState {
  readonly weights: Weights;
  readonly means: Weights;
  readonly squares: Weights;
}

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
export function initialTrainingState(weights: Weights, { learned }: ParameterNames): TrainingState {
  const zeros = (): Weights => new Map(learned.map((name) => [name, tf.zerosLike(tensorOf(weights, name))]));
  return { weights, means: zeros(), squares: zeros() };
}

/** The tensor of that name. @throws RangeError where there is none */
export function tensorOf(tensors: Weights, name: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new RangeError(`no tensor is named ${name}`);
  return tensor;
}

/** Frees a state. */
export function disposeState({ weights, means, squares }: TrainingState): void {
  for (const tensors of [weights, means, squares]) tf.dispose([...tensors.values()]);
}

const PARTS = ['weights', 'means', 'squares'] as const;

/** The state as one record, for a traced function. */
export function flattenState(state: TrainingState): Record<string, Tensor> {
  return Object.fromEntries(
    PARTS.flatMap((part) => [...state[part]].map(([name, tensor]) => [`${part}/${name}`, tensor])),
  );
}

/** The state out of such a record. */
export function unflattenState(flat: Readonly<Record<string, Tensor>>): TrainingState {
  const part = (name: string): Weights =>
    new Map(
      Object.entries(flat).flatMap(([key, tensor]) =>
        key.startsWith(`${name}/`) ? [[key.slice(name.length + 1), tensor] as const] : [],
      ),
    );
  return { weights: part('weights'), means: part('means'), squares: part('squares') };
}
