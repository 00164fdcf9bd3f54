import * as tf from '@tensorflow/tfjs-core';
import { threatModels } from '@bcos-bench/adversary';
import type { Engine } from '@bcos-bench/engine';
import type { Network } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import { attackStrength } from './adversarial/trainingAttackPlan.js';
import { attackNoise } from './adversarial/attackNoise.js';
import { startingPoints, type StartKey } from './adversarial/startingPoint.js';
import { traceTrainingAttack, type TrainingAttack } from './adversarial/trainingAttack.js';
import { augmented } from './augmentations/registry.js';
import { criterionLoss } from './criterion.js';
import type { Moment } from './schedules/schedule.js';
import type { TrainPlan } from './trainPlan.js';
import { labelledBatch } from './trainingBatch.js';
import type { TrainingData } from './trainingData.js';
import { partOf, type TrainingState } from './trainingState.js';
import {
  traceTrainingStep,
  type StepBatch,
  type StepNumbers,
  type StepOutcome,
  type TrainingStep,
} from './trainingStep.js';

/** Runs training steps: reads and augments images, attacks them where the plan says so, and updates the state. */
export interface BatchTrainer {
  /**
   * One step on the images at `places` of the training split. Takes the state over and gives the next one.
   * @param moment where in the training it is: augmentation and random starts depend on its epoch
   */
  run(
    state: TrainingState,
    places: Int32Array,
    moment: Moment,
    numbers: StepNumbers,
  ): { state: TrainingState; outcome: StepOutcome };
  dispose(): void;
}

/** The traced graphs for batches of one size. */
interface Graphs {
  readonly step: TrainingStep;
  readonly attack: TrainingAttack | null;
}

/**
 * The trainer of a plan. Graphs are traced for batches of the plan's size, and for those that an epoch ends with.
 * @param example a state like those that will be trained
 */
export function batchTrainer(
  engine: Engine,
  network: Network,
  data: TrainingData,
  plan: TrainPlan,
  example: TrainingState,
): BatchTrainer {
  const { recipe, attack, seed } = plan;
  const threat = threatModels[attack?.threat ?? 'pixel'];
  const loss = criterionLoss(plan.loss, recipe);
  const read = (places: Int32Array, epoch: number): StepBatch => {
    const { images, onehot } = labelledBatch(data.train, places, data.classes, (bytes, place) =>
      augmented({ bytes, shape: data.train.shape }, recipe, { seed, epoch, index: at(data.train.index, place) }),
    );
    const x = tf.tidy(() => threat.attacked(images, network));
    if (x !== images) images.dispose();
    return { x, onehot };
  };
  const traceFor = (size: number): Graphs => {
    const batch = read(
      Int32Array.from({ length: size }, (_, i) => i),
      0,
    );
    const weights = partOf(example, 'weights');
    const graphs = {
      step: traceTrainingStep(engine, network, loss, { recipe, threat }, { state: example, batch }),
      attack:
        attack === null
          ? null
          : traceTrainingAttack(engine, network, loss, attack, { weights, origin: batch.x, onehot: batch.onehot }),
    };
    tf.dispose(batch);
    return graphs;
  };
  const count = data.train.index.length;
  const sizes = new Set([Math.min(recipe.batch, count), count % recipe.batch].filter((size) => size > 0));
  const graphsOf = new Map([...sizes].map((size) => [size, traceFor(size)]));

  return {
    run: (state, places, moment, numbers) => {
      const graphs = graphsOf.get(places.length);
      if (graphs === undefined) throw new RangeError(`no graph is for ${places.length} images`);
      const batch = read(places, moment.epoch);
      const key = { seed, epoch: moment.epoch, indices: places.map((place) => at(data.train.index, place)) };
      const x = attackedInput(plan, graphs.attack, state, batch, moment, key);
      const after = graphs.step.run(state, { x, onehot: batch.onehot }, numbers);
      tf.dispose([batch, x]);
      return after;
    },
    dispose: () => {
      for (const { step, attack: traced } of graphsOf.values()) {
        step.dispose();
        traced?.dispose();
      }
    },
  };
}

/** What the training step sees: the attacked images in adversarial training, otherwise the images. */
function attackedInput(
  { recipe, attack: plan }: TrainPlan,
  attack: TrainingAttack | null,
  state: TrainingState,
  { x, onehot }: StepBatch,
  moment: Moment,
  key: StartKey,
): StepBatch['x'] {
  if (attack === null || plan === null) return x;
  const start = startingPoints[plan.start](x, plan, key);
  const noise = attackNoise(plan, x, key);
  const attacked = attack.run(partOf(state, 'weights'), x, start, onehot, attackStrength(recipe, moment), noise);
  tf.dispose([start, noise]);
  return attacked;
}
