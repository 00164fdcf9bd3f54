import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import { trainingLosses, type Network, type Weights } from '@bcos-bench/models';
import { Fault, type EpochMetrics, type Pictures } from '@bcos-bench/stage';
import { adamRates } from './adam.js';
import { randomStart, traceTrainingAttack, type TrainingAttack } from './adversarialBatch.js';
import { augment } from './augmentation.js';
import { epochOrder } from './epochOrder.js';
import { traceEvaluation, type Evaluation, type Evaluator } from './evaluation.js';
import { attackStrength, cosineRate, type TrainPlan } from './trainPlan.js';
import { labelledBatch, type LabelledBatch } from './trainingBatch.js';
import { disposeState, initialTrainingState, parameterNames, type TrainingState } from './trainingState.js';
import { traceTrainingStep, type StepOutcome, type TrainingStep } from './trainingStep.js';

/** The pictures of both splits and the number of classes. */
export interface TrainingData {
  readonly train: Pictures;
  readonly test: Pictures;
  readonly classes: number;
}

/** What a training tells while it goes on. */
export interface TrainingReport {
  readonly epoch: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly outcome: StepOutcome;
}

/** What a training leaves: weights, the caller's to dispose, a row an epoch, and how the last epoch ended. */
export interface Trained {
  readonly weights: Weights;
  readonly epochs: readonly EpochMetrics[];
  readonly evaluation: Evaluation;
}

/** The traced graphs of a training. */
interface Graphs {
  readonly step: TrainingStep;
  readonly attack: TrainingAttack | null;
  readonly evaluator: Evaluator;
}

/**
 * Trains a network from `weights`, which it takes over. An epoch's pictures that do not fill a batch are left out of it;
 * the order changes from epoch to epoch.
 * @throws Fault where there are fewer pictures than a batch, or where the loss is no longer finite
 */
export function train(
  engine: Engine,
  network: Network,
  weights: Weights,
  data: TrainingData,
  plan: TrainPlan,
  onStep: (report: TrainingReport) => void,
): Trained {
  const steps = stepsPerEpoch(data, plan);
  let state = initialTrainingState(weights, parameterNames(network.parameters));
  const graphs = traceGraphs(engine, network, data, plan, state);
  const epochs: EpochMetrics[] = [];
  let evaluation: Evaluation | null = null;
  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    const trained = trainEpoch(graphs, state, data, plan, epoch, steps, onStep);
    state = trained.state;
    evaluation = graphs.evaluator.run(state.weights);
    epochs.push(epochMetrics(epoch, plan, trained.outcome, steps * plan.batch, evaluation));
  }
  graphs.step.dispose();
  graphs.attack?.dispose();
  evaluation ??= graphs.evaluator.run(state.weights);
  graphs.evaluator.dispose();
  disposeState({ ...state, weights: new Map() });
  return { weights: state.weights, epochs, evaluation };
}

/** How many full batches an epoch has. @throws Fault where there are fewer pictures than a batch */
export function stepsPerEpoch(data: TrainingData, { batch }: TrainPlan): number {
  const count = data.train.index.length;
  if (count >= batch) return Math.floor(count / batch);
  throw new Fault({
    what: `${count} training pictures do not fill a batch of ${batch}`,
    where: '--batch',
    remedy: 'make it smaller',
  });
}

function traceGraphs(
  engine: Engine,
  network: Network,
  data: TrainingData,
  plan: TrainPlan,
  state: TrainingState,
): Graphs {
  const loss = trainingLosses[plan.loss];
  const batch = batchAt(data, plan, 0, 0, epochOrder(data.train.index.length, plan.seed, 0)).batch;
  const graphs = {
    step: traceTrainingStep(engine, network, loss, plan.adamEpsilon, { state, batch }),
    attack:
      plan.adversarial === null
        ? null
        : traceTrainingAttack(engine, network, loss, plan.adversarial, { weights: state.weights, batch }),
    evaluator: traceEvaluation(engine, network, loss, data.test, data.classes, state.weights),
  };
  tf.dispose(batch);
  return graphs;
}

/** Sums of an epoch: the loss of its batches and counts of its pictures. */
function trainEpoch(
  graphs: Graphs,
  start: TrainingState,
  data: TrainingData,
  plan: TrainPlan,
  epoch: number,
  steps: number,
  onStep: (report: TrainingReport) => void,
): { state: TrainingState; outcome: StepOutcome } {
  const order = epochOrder(data.train.index.length, plan.seed, epoch);
  const rate = cosineRate(plan.learningRate, epoch, plan.epochs);
  const sums = { loss: 0, top1: 0, top5: 0 };
  let state = start;
  for (let step = 0; step < steps; step += 1) {
    const { batch, indices } = batchAt(data, plan, epoch, step, order);
    const strength = attackStrength(epoch * steps + step, plan.adversarialWarmup * steps);
    const attacked = attackBatch(graphs.attack, state.weights, batch, plan, { epoch, indices, strength });
    const after = graphs.step.run(state, attacked, adamRates(rate, epoch * steps + step + 1));
    tf.dispose([batch, attacked]);
    state = after.state;
    requireFinite(after.outcome.loss, epoch, step, rate);
    sums.loss += after.outcome.loss * plan.batch;
    sums.top1 += after.outcome.top1;
    sums.top5 += after.outcome.top5;
    onStep({ epoch, step, stepsPerEpoch: steps, outcome: after.outcome });
  }
  return { state, outcome: sums };
}

function batchAt(
  data: TrainingData,
  plan: TrainPlan,
  epoch: number,
  step: number,
  order: Int32Array,
): { batch: LabelledBatch; indices: Int32Array } {
  const places = order.slice(step * plan.batch, (step + 1) * plan.batch);
  const indices = places.map((place) => data.train.index[place] ?? NaN);
  const batch = labelledBatch(data.train, places, data.classes, (bytes, target, place) => {
    augment(bytes, target, { seed: plan.seed, epoch, index: data.train.index[place] ?? NaN });
  });
  return { batch, indices };
}

function attackBatch(
  attack: TrainingAttack | null,
  weights: Weights,
  batch: LabelledBatch,
  plan: TrainPlan,
  { epoch, indices, strength }: { epoch: number; indices: Int32Array; strength: number },
): LabelledBatch {
  if (attack === null || plan.adversarial === null) return batch;
  const start = randomStart(batch.pictures, plan.adversarial, { seed: plan.seed, epoch, indices });
  const pictures = attack.run(weights, batch, start, strength);
  start.dispose();
  return { pictures, onehot: batch.onehot };
}

function requireFinite(loss: number, epoch: number, step: number, rate: number): void {
  if (!Number.isFinite(loss)) {
    throw new Fault({
      what: `the loss is ${loss}`,
      where: `epoch ${epoch + 1}, step ${step + 1}, learning rate ${rate}`,
      remedy: 'lower --lr',
    });
  }
}

function epochMetrics(
  epoch: number,
  plan: TrainPlan,
  sums: StepOutcome,
  pictures: number,
  evaluation: Evaluation,
): EpochMetrics {
  return {
    epoch: epoch + 1,
    learning_rate: cosineRate(plan.learningRate, epoch, plan.epochs),
    train_loss: sums.loss / pictures,
    train_top1: sums.top1 / pictures,
    train_top5: sums.top5 / pictures,
    test_loss: evaluation.loss,
    test_top1: evaluation.top1.value,
    test_top5: evaluation.top5.value,
  };
}
