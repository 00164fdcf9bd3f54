import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ThreatModel } from '@bcos-bench/adversary';
import { tensorNamed, traceNamed, type Engine, type NamedTensors } from '@bcos-bench/engine';
import type { Loss, Network, Weights } from '@bcos-bench/models';
import { at, lookUp, only } from '@bcos-bench/vocabulary';
import { gradientClips } from './gradientClip.js';
import { movedAverage } from './movingAverage.js';
import { named } from './optimisers/optimiser.js';
import { optimisers } from './optimisers/registry.js';
import type { Recipe } from './recipe.js';
import { countTop } from './topCounts.js';
import {
  flattenState,
  parameterNames,
  partOf,
  unflattenState,
  type ParameterNames,
  type TrainingState,
} from './trainingState.js';

/** What a step saw: the mean loss of its batch, and how many images have their class among the first 1 and 5. */
export interface StepOutcome {
  readonly loss: number;
  readonly top1: number;
  readonly top5: number;
}

/** Images as the threat model has them, attacked or not, and one-hot labels [N,classes]. */
export type StepBatch = Readonly<{ x: Tensor4D; onehot: Tensor2D }>;

/** The numbers that change from step to step. */
export interface StepNumbers {
  readonly learningRate: number;
  /** The number of the step, the first of the training being 1. */
  readonly step: number;
  /** The share of the moving average that the step keeps. */
  readonly averageKept: number;
}

/** One step of training on a batch of fixed size: forward, backward, clipping and update in one traced graph. */
export interface TrainingStep {
  /** Takes the state over and gives the next one. */
  run(state: TrainingState, batch: StepBatch, numbers: StepNumbers): { state: TrainingState; outcome: StepOutcome };
  dispose(): void;
}

/** How much of a new observation goes into a running statistic, as in PyTorch. */
const MOMENTUM = 0.1;

/** Traces the training step of `network` for states and batches like the examples. */
export function traceTrainingStep(
  engine: Engine,
  network: Network,
  loss: Loss,
  { recipe, threat }: { readonly recipe: Recipe; readonly threat: ThreatModel },
  examples: { readonly state: TrainingState; readonly batch: StepBatch },
): TrainingStep {
  const names = parameterNames(network.parameters);
  const step = (inputs: NamedTensors & StepBatch): NamedTensors => {
    const state = unflattenState(inputs);
    const batch = { x: threat.input(inputs.x, network), onehot: inputs.onehot };
    const pass = forwardAndBackward(network, loss, partOf(state, 'weights'), names, batch);
    return {
      ...flattenState(nextState(recipe, names, state, pass, scalarsOf(inputs))),
      loss: pass.loss,
      top1: countTop(pass.logits, inputs.onehot, 1),
      top5: countTop(pass.logits, inputs.onehot, 5),
    };
  };
  const numbers = (given: StepNumbers): Record<string, Scalar> => {
    const scalars = optimisers[recipe.optimiser].scalars(recipe, given.learningRate, given.step);
    const named = Object.entries({ ...scalars, averageKept: given.averageKept });
    return Object.fromEntries(named.map(([name, value]) => [name, tf.scalar(value)]));
  };

  const first = numbers({ learningRate: recipe.lr, step: 1, averageKept: 1 });
  const trace = traceNamed(engine, step, { ...flattenState(examples.state), ...examples.batch, ...first });
  tf.dispose(first);
  return {
    run: (state, batch, given) => {
      const now = numbers(given);
      const before = flattenState(state);
      const after = trace.run({ ...before, ...batch, ...now });
      const numberOf = (name: keyof StepOutcome): number => only(tensorNamed(after, name).dataSync());
      const outcome = { loss: numberOf('loss'), top1: numberOf('top1'), top5: numberOf('top5') };
      tf.dispose([before, now, Object.keys(outcome).map((name) => tensorNamed(after, name))]);
      return { state: unflattenState(after), outcome };
    },
    dispose: () => trace.dispose(),
  };
}

/** The scalars among the inputs of a step. */
function scalarsOf(inputs: NamedTensors): Record<string, Scalar> {
  const isScalar = (entry: [string, Tensor]): entry is [string, Scalar] => entry[1].rank === 0;
  return Object.fromEntries(Object.entries(inputs).filter(isScalar));
}

function nextState(
  recipe: Recipe,
  { learned, observed }: ParameterNames,
  state: TrainingState,
  pass: Pass,
  scalars: Readonly<Record<string, Scalar>>,
): TrainingState {
  const optimiser = optimisers[recipe.optimiser];
  const weights = partOf(state, 'weights');
  const updates = learned.map((name) => {
    const weight = lookUp(weights, name);
    const gradient = gradientClips[recipe.clip].clip(recipe, lookUp(pass.gradients, name), weight);
    const slots = Object.fromEntries(optimiser.slots.map((slot) => [slot, lookUp(partOf(state, slot), name)]));
    return { name, ...optimiser.update(recipe, weight, gradient, slots, scalars) };
  });
  const statistics = new Map(observed.map((name) => [name, pass.statistics.get(name) ?? lookUp(weights, name)]));
  const average = state.get('average');
  // As in bcos.training, the average learns of a step's weights before they are updated, and of its statistics after.
  const averaged =
    average === undefined
      ? []
      : [
          [
            'average',
            movedAverage(average, new Map([...weights, ...statistics]), named(scalars, 'averageKept')),
          ] as const,
        ];
  return new Map([
    ['weights', new Map([...updates.map(({ name, weight }) => [name, weight] as const), ...statistics])],
    ...averaged,
    ...optimiser.slots.map((slot) => [slot, slotOf(updates, slot)] as const),
  ]);
}

function slotOf(
  updates: readonly { readonly name: string; readonly slots: Readonly<Record<string, Tensor>> }[],
  slot: string,
): Weights {
  return new Map(updates.flatMap(({ name, slots }) => (slots[slot] === undefined ? [] : [[name, slots[slot]]])));
}

interface Pass {
  readonly loss: Scalar;
  readonly logits: Tensor2D;
  readonly gradients: Weights;
  /** The running statistics after this batch, of the layers that have seen it. */
  readonly statistics: Weights;
}

function forwardAndBackward(
  network: Network,
  loss: Loss,
  weights: Weights,
  names: ParameterNames,
  { x, onehot }: StepBatch,
): Pass {
  const kept = new Map<string, Tensor>();
  const logitsKept: Tensor2D[] = [];
  const observed = names.observed.map((name): [string, Tensor] => [name, lookUp(weights, name)]);
  const { value, grads } = tf.valueAndGrads((...learned: Tensor[]): Scalar => {
    const current = new Map([...names.learned.map((name, i) => [name, at(learned, i)] as const), ...observed]);
    // What a differentiated function does not return is disposed of, unless it is kept.
    const observe = (name: string, seen: Tensor): void => {
      const before = lookUp(weights, name);
      kept.set(name, tf.keep(tf.add(tf.mul(before, 1 - MOMENTUM), tf.mul(seen, MOMENTUM))));
    };
    const logits = network.logits(x, current, 'train', { observe });
    logitsKept.push(tf.keep(logits));
    const losses: Tensor1D = loss(logits, onehot);
    return tf.mean(losses);
  })(names.learned.map((name) => lookUp(weights, name)));
  const [logits] = logitsKept;
  if (logits === undefined) throw new Error('the network was not run');
  const pass = {
    loss: value,
    logits: tf.clone(logits),
    gradients: new Map(names.learned.map((name, i) => [name, at(grads, i)])),
    statistics: new Map([...kept].map(([name, tensor]) => [name, tf.clone(tensor)])),
  };
  tf.dispose([logits, [...kept.values()]]);
  return pass;
}
