import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine, type NamedTensors } from '@bcos-bench/engine';
import { encode, type Loss, type Network, type Weights } from '@bcos-bench/models';
import { adam, type AdamRates } from './adam.js';
import { countTop } from './topCounts.js';
import type { LabelledBatch } from './trainingBatch.js';
import {
  flattenState,
  parameterNames,
  tensorOf,
  unflattenState,
  type ParameterNames,
  type TrainingState,
} from './trainingState.js';

/** What a step saw: the mean loss of its batch, and how many pictures have their class among the first 1 and 5. */
export interface StepOutcome {
  readonly loss: number;
  readonly top1: number;
  readonly top5: number;
}

/** One step of training on a batch of fixed size: forward, backward and update in one traced graph. */
export interface TrainingStep {
  /** Takes the state over and gives the next one. */
  run(state: TrainingState, batch: LabelledBatch, rates: AdamRates): { state: TrainingState; outcome: StepOutcome };
  dispose(): void;
}

/** How much of a new observation goes into a running statistic, as in PyTorch. */
const MOMENTUM = 0.1;

/** Traces the training step of `network` for states and batches like the examples. */
export function traceTrainingStep(
  engine: Engine,
  network: Network,
  loss: Loss,
  adamEpsilon: number,
  examples: { readonly state: TrainingState; readonly batch: LabelledBatch },
): TrainingStep {
  const names = parameterNames(network.parameters);
  const step = (
    inputs: NamedTensors & LabelledBatch & Readonly<{ stepSize: Scalar; rootCorrection: Scalar }>,
  ): NamedTensors => {
    const state = unflattenState(inputs);
    const pass = forwardAndBackward(network, loss, state.weights, names, inputs);
    const learned = names.learned.map((name) => {
      const before = {
        weight: tensorOf(state.weights, name),
        mean: tensorOf(state.means, name),
        square: tensorOf(state.squares, name),
      };
      return {
        name,
        ...adam(before, tensorOf(pass.gradients, name), inputs.stepSize, inputs.rootCorrection, adamEpsilon),
      };
    });
    const next: TrainingState = {
      weights: new Map([...learned.map(({ name, weight }) => [name, weight] as const), ...pass.statistics]),
      means: new Map(learned.map(({ name, mean }) => [name, mean])),
      squares: new Map(learned.map(({ name, square }) => [name, square])),
    };
    return {
      ...flattenState(next),
      loss: pass.loss,
      top1: countTop(pass.logits, inputs.onehot, 1),
      top5: countTop(pass.logits, inputs.onehot, 5),
    };
  };

  const scalars = { stepSize: tf.scalar(0), rootCorrection: tf.scalar(1) };
  const trace = traceNamed(engine, step, { ...flattenState(examples.state), ...examples.batch, ...scalars });
  tf.dispose(scalars);
  return {
    run: (state, batch, rates) => {
      const now = { stepSize: tf.scalar(rates.stepSize), rootCorrection: tf.scalar(rates.rootCorrection) };
      const before = flattenState(state);
      const { loss: lossTensor, top1, top5, ...after } = trace.run({ ...before, ...batch, ...now });
      const read = (tensor: Tensor | undefined): number => tensor?.dataSync()[0] ?? NaN;
      const outcome = { loss: read(lossTensor), top1: read(top1), top5: read(top5) };
      tf.dispose([before, now, [lossTensor, top1, top5]]);
      return { state: unflattenState(after), outcome };
    },
    dispose: () => trace.dispose(),
  };
}

interface Pass {
  readonly loss: Scalar;
  readonly logits: Tensor2D;
  readonly gradients: Weights;
  /** The running statistics after this batch. */
  readonly statistics: Weights;
}

function forwardAndBackward(
  network: Network,
  loss: Loss,
  weights: Weights,
  names: ParameterNames,
  batch: LabelledBatch,
): Pass {
  const x: Tensor4D = encode(batch.pictures, network.encoding);
  const kept = new Map<string, Tensor>();
  const logitsKept: Tensor2D[] = [];
  const observed = names.observed.map((name): [string, Tensor] => [name, tensorOf(weights, name)]);
  const { value, grads } = tf.valueAndGrads((...learned: Tensor[]): Scalar => {
    const current = new Map([
      ...names.learned.map((name, i) => [name, learned[i] ?? tensorOf(weights, name)] as const),
      ...observed,
    ]);
    // What a differentiated function does not return is disposed of, unless it is kept.
    const logits = network.logits(x, current, 'train', (name, seen) => {
      const before = tensorOf(weights, name);
      kept.set(name, tf.keep(tf.add(tf.mul(before, 1 - MOMENTUM), tf.mul(seen, MOMENTUM))));
    });
    logitsKept.push(tf.keep(logits));
    const losses: Tensor1D = loss(logits, batch.onehot);
    return tf.mean(losses);
  })(names.learned.map((name) => tensorOf(weights, name)));
  const [logits] = logitsKept;
  if (logits === undefined) throw new Error('the network was not run');
  const pass = {
    loss: value,
    logits: tf.clone(logits),
    gradients: new Map(names.learned.map((name, i) => [name, grads[i] ?? tf.zerosLike(tensorOf(weights, name))])),
    statistics: new Map([...kept].map(([name, tensor]) => [name, tf.clone(tensor)])),
  };
  tf.dispose([logits, [...kept.values()]]);
  return pass;
}
