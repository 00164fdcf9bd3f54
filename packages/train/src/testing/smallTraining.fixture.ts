import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights, saveWeights, type Network } from '@bcos-bench/models';
import type { NamedArray } from '@bcos-bench/formats';
import { basic } from '../recipes/basic.js';
import type { Recipe } from '../recipe.js';
import { planOf, type TrainPlan } from '../trainPlan.js';
import { train, type Trained, type TrainingPosition, type TrainingWatch } from '../training.js';
import { atTheBeginning } from '../trainingProgress.js';
import { initialTrainingState, parameterNames } from '../trainingState.js';
import { colourData } from './colours.fixture.js';

/** A watch that does nothing. */
export const unwatched: TrainingWatch = {
  onStep: () => undefined,
  onEpoch: () => undefined,
  between: () => Promise.resolve(),
  kept: () => 'nothing is kept',
};

/** A network of depth 8 for the colours. */
export function smallNetwork(name: string): Network {
  const b = name.startsWith('bcos') ? 2 : 1;
  return buildNetwork({ name, b, maxOut: 1, norm: 'none' }, colourData.classes, null);
}

/** A plan of three epochs on the colours. */
export function smallPlan(network: Network, changes: Partial<Recipe> = {}, seed = 4): TrainPlan {
  return planOf({ ...basic, epochs: 3, batch: 8, lr: 0.01, ...changes }, network.loss, seed);
}

/** The position that a training of `plan` begins with. */
export function firstPosition(network: Network, plan: TrainPlan): TrainingPosition {
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 5), 'spec');
  return { state: initialTrainingState(weights, parameterNames(network.parameters), plan), progress: atTheBeginning };
}

/** What a training ends with, as plain numbers. */
export interface Outcome extends Omit<Trained, 'weights'> {
  readonly arrays: ReadonlyMap<string, NamedArray>;
}

/** Trains on the colours from a position on, and frees everything. */
export async function trained(
  engine: Engine,
  network: Network,
  plan: TrainPlan,
  start: TrainingPosition = firstPosition(network, plan),
  watch: TrainingWatch = unwatched,
): Promise<Outcome> {
  const { weights, ...result } = await train(engine, network, start, colourData, plan, watch);
  const arrays = saveWeights(network.parameters, weights);
  tf.dispose([...weights.values()]);
  return { ...result, arrays };
}
