import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '@bcos-bench/engine';
import { trainingLosses, type Network, type Weights } from '@bcos-bench/models';
import type { EpochMetrics } from '@bcos-bench/formats';
import { requireConvergence } from './divergence.js';
import { criteria, criterionLoss } from './criterion.js';
import { epochOrder } from './epochOrder.js';
import { traceEvaluation, type Evaluation, type Evaluator } from './evaluation.js';
import { averageKept } from './movingAverage.js';
import { requireLogitsThatDiffer } from './vanishedLogits.js';
import type { Moment } from './schedules/schedule.js';
import { batchTrainer, type BatchTrainer } from './batchTrainer.js';
import { learningRate, type TrainPlan } from './trainPlan.js';
import type { TrainingData } from './trainingData.js';
import { noSums, type EpochSums, type TrainingProgress } from './trainingProgress.js';
import { labelledBatch, unchanged } from './trainingBatch.js';
import { disposeState, judgedWeights, partOf, type TrainingState } from './trainingState.js';
import type { StepOutcome } from './trainingStep.js';

/** A training between two steps: its tensors, and how far it is. */
export interface TrainingPosition {
  readonly state: TrainingState;
  readonly progress: TrainingProgress;
}

/** What a training tells while it goes on, and asks. A position is lent for the call. */
export interface TrainingWatch {
  /** After a step; `sums` are of its epoch so far. */
  readonly onStep: (moment: Moment, outcome: StepOutcome, sums: EpochSums) => void;
  /** After an epoch and its evaluation. */
  readonly onEpoch: (metrics: EpochMetrics, position: TrainingPosition) => void;
  /** Between two steps: the place to keep the position, or to throw. */
  readonly between: (position: TrainingPosition) => Promise<void>;
  /** Where the last good state is, in words for an error. */
  readonly kept: () => string;
}

/** What a training leaves: weights, the caller's to dispose, a row for each epoch, and how the last epoch ended. */
export interface Trained {
  readonly weights: Weights;
  readonly epochs: readonly EpochMetrics[];
  readonly evaluation: Evaluation;
}

/** All that stays as it is while a training goes on. */
interface Running {
  readonly trainer: BatchTrainer;
  readonly evaluator: Evaluator;
  readonly data: TrainingData;
  readonly plan: TrainPlan;
  readonly watch: TrainingWatch;
}

/**
 * Trains a network from a position, whose tensors it takes over, to the end of the plan. The order of images changes from
 * epoch to epoch; the last step of an epoch has the images that are left.
 * @throws Fault where the network cannot learn, or the loss is no longer finite or has grown beyond hope
 */
export async function train(
  engine: Engine,
  network: Network,
  start: TrainingPosition,
  data: TrainingData,
  plan: TrainPlan,
  watch: TrainingWatch,
): Promise<Trained> {
  if (start.progress.firstLoss === null) checkFirstLogits(network, start.state, data, plan);
  const loss = trainingLosses[criteria[plan.loss].loss];
  const running: Running = {
    trainer: batchTrainer(engine, network, data, plan, start.state),
    evaluator: traceEvaluation(engine, network, loss, data.test, data.classes, judgedWeights(start.state)),
    data,
    plan,
    watch,
  };
  let position = start;
  let evaluation: Evaluation | null = null;
  try {
    while (position.progress.epoch < plan.recipe.epochs) {
      position = await trainEpoch(running, position);
      const evaluated = evaluateEpoch(running, position);
      ({ position, evaluation } = evaluated);
      watch.onEpoch(evaluated.metrics, position);
      await watch.between(position);
    }
    evaluation ??= running.evaluator.run(judgedWeights(position.state));
    return { weights: takeJudged(position.state), epochs: position.progress.epochs, evaluation };
  } finally {
    running.trainer.dispose();
    running.evaluator.dispose();
  }
}

/** The images that are looked at before the first step; few, because they pass through the network op by op. */
const FIRST_IMAGES = 4;

function checkFirstLogits(network: Network, state: TrainingState, data: TrainingData, plan: TrainPlan): void {
  const places = epochOrder(data.train.index.length, plan.seed, 0).slice(0, FIRST_IMAGES);
  const batch = labelledBatch(data.train, places, data.classes, unchanged);
  try {
    requireLogitsThatDiffer(network, partOf(state, 'weights'), criterionLoss(plan.loss, plan.recipe), batch);
  } finally {
    tf.dispose(batch);
  }
}

/** How many steps an epoch has. */
export function stepsPerEpoch({ train: { index } }: TrainingData, { recipe }: TrainPlan): number {
  return Math.ceil(index.length / recipe.batch);
}

/** The steps that are left of the position's epoch. */
async function trainEpoch({ trainer, data, plan, watch }: Running, start: TrainingPosition): Promise<TrainingPosition> {
  const { epoch } = start.progress;
  const order = epochOrder(data.train.index.length, plan.seed, epoch);
  const steps = stepsPerEpoch(data, plan);
  let position = start;
  while (position.progress.step < steps) {
    const { progress } = position;
    const moment = { epoch, step: progress.step, stepsPerEpoch: steps };
    const rate = learningRate(plan, moment);
    const places = order.slice(moment.step * plan.recipe.batch, (moment.step + 1) * plan.recipe.batch);
    const numbers = {
      learningRate: rate,
      step: epoch * steps + moment.step + 1,
      averageKept: averageKept(plan.recipe, moment),
    };
    const { state, outcome } = trainer.run(position.state, places, moment, numbers);
    const firstLoss = progress.firstLoss ?? outcome.loss;
    requireConvergence(outcome.loss, firstLoss, moment, rate, watch.kept());
    const sums = added(progress.sums, outcome, places.length);
    position = { state, progress: { ...progress, step: moment.step + 1, sums, firstLoss } };
    watch.onStep(moment, outcome, sums);
    await watch.between(position);
  }
  return position;
}

function added(sums: EpochSums, { loss, top1, top5 }: StepOutcome, images: number): EpochSums {
  return {
    images: sums.images + images,
    loss: sums.loss + loss * images,
    top1: sums.top1 + top1,
    top5: sums.top5 + top5,
  };
}

/** Evaluates at the end of an epoch, and moves on to the next. */
function evaluateEpoch(
  { evaluator, data, plan, watch }: Running,
  { state, progress }: TrainingPosition,
): { position: TrainingPosition; evaluation: Evaluation; metrics: EpochMetrics } {
  const { epoch, sums, firstLoss } = progress;
  if (firstLoss === null) throw new RangeError('an epoch without a step is evaluated');
  const evaluation = evaluator.run(judgedWeights(state));
  const steps = stepsPerEpoch(data, plan);
  const last = { epoch, step: steps - 1, stepsPerEpoch: steps };
  const rate = learningRate(plan, last);
  requireConvergence(evaluation.loss, firstLoss, last, rate, watch.kept());
  const metrics: EpochMetrics = {
    epoch: epoch + 1,
    learning_rate: rate,
    train_loss: sums.loss / sums.images,
    train_top1: sums.top1 / sums.images,
    train_top5: sums.top5 / sums.images,
    test_loss: evaluation.loss,
    test_top1: evaluation.top1.value,
    test_top5: evaluation.top5.value,
  };
  const next = { ...progress, epoch: epoch + 1, step: 0, sums: noSums, epochs: [...progress.epochs, metrics] };
  return { position: { state, progress: next }, evaluation, metrics };
}

/** The weights that a training is judged by, the rest of the state freed. */
function takeJudged(state: TrainingState): Weights {
  const judged = judgedWeights(state);
  disposeState(new Map([...state].filter(([, tensors]) => tensors !== judged)));
  return judged;
}
