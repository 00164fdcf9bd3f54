import { availableParallelism } from 'node:os';
import { openTensorFlow } from '@bcos-bench/engine';
import { familyOf, saveWeights } from '@bcos-bench/models';
import {
  circumstances,
  codeIdentity,
  hashOf,
  openImages,
  readDataset,
  writeCheckpoint,
  writeTiming,
  writeTrainingMetrics,
  type Dataset,
  type Model,
} from '@bcos-bench/formats';
import { isNearChance, requireWhole } from '@bcos-bench/vocabulary';
import { resumeFolder, type ParsedFlags, type Stage, type StageContext } from '@bcos-bench/cli';
import { criteria } from './criterion.js';
import { watchInterruption } from './interruption.js';
import { normaliserOriginOf } from './normaliser.js';
import { keepTraining, type SavedTrainingKeeper } from './savedTraining.js';
import { noEvents, openEvents } from './tensorboard.js';
import { addTrainFlags, type TrainFlags } from './trainFlags.js';
import { planParameters, type TrainPlan } from './trainPlan.js';
import { subjectOf, type TrainSubject } from './trainSubject.js';
import { atTheBeginning } from './trainingProgress.js';
import { train, type Trained, type TrainingPosition } from './training.js';
import type { TrainingData } from './trainingData.js';
import { initialTrainingState, parameterNames } from './trainingState.js';
import { trainingReporter } from './trainingReporter.js';

/** The training stage: data to a checkpoint and `metrics.parquet`. */
export const trainStage: Stage<TrainFlags> = {
  name: 'bcos-train',
  describe:
    'Trains a network by a recipe, from random weights or from those of a checkpoint. A flag overrides each field of the recipe. A killed training continues where it stopped when the same command is run again.',
  example: '--data out/try/data --arch resnet8 --epochs 4 --lr 0.003 --out out/try/resnet8',
  flags: addTrainFlags,
  inputs: ({ data, init, tensorboard }) => ({ '--data': data, '--init': init, '--tensorboard': tensorboard }),
  run: trainAndWrite,
  stopsByItself: true,
};

/** What a training is of, and the data. */
interface Subject extends TrainSubject {
  readonly dataset: Dataset;
}

async function trainAndWrite(flags: ParsedFlags<TrainFlags>, context: StageContext): Promise<void> {
  requireWhole('--state-minutes', flags.stateMinutes, 0);
  const described = readDataset(flags.data);
  // The weights of a checkpoint are tensors of the engine.
  if (flags.init !== undefined) await openTensorFlow();
  const subject: Subject = { ...subjectOf(flags, described), dataset: described };
  const { network, dataset, plan } = subject;
  const data = {
    train: openImages(flags.data, 'train'),
    test: openImages(flags.data, 'test'),
    classes: dataset.classes.length,
  };

  const engine = await openTensorFlow();
  const interruption = watchInterruption();
  const keeper = keepTraining(resumeFolder(flags.out), keyOf(subject), flags.stateMinutes, interruption);
  const events = flags.tensorboard === undefined ? noEvents : openEvents(flags.tensorboard);
  const start = startingPosition(subject, keeper);
  const report = trainingReporter(context.progress, plan, start.progress);
  try {
    const trained = await train(engine, network, start, data, plan, {
      onStep: (moment, outcome, sums) => {
        events.step(moment, outcome, sums.images);
        report(moment, sums);
      },
      onEpoch: (metrics) => events.epoch(metrics),
      between: keeper.between,
      kept: keeper.kept,
    });
    await writeTrained(flags, context, subject, trained);
    const started = performance.now() - keeper.seconds() * 1000;
    const made = circumstances(import.meta.url, engine.computingDevice());
    writeTiming(context.folder, started, { images: imagesOf(data, plan) }, made);
  } finally {
    interruption.dispose();
  }
}

function startingPosition({ network, plan, firstWeights }: Subject, keeper: SavedTrainingKeeper): TrainingPosition {
  const saved = keeper.begin();
  if (saved !== null) return saved;
  const state = initialTrainingState(firstWeights(), parameterNames(network.parameters), plan);
  return { state, progress: atTheBeginning };
}

/** The packages whose code decides the bytes of a checkpoint. */
const PACKAGES = ['adversary', 'engine', 'formats', 'models', 'random', 'vocabulary'];

/** All that the bytes of a checkpoint depend on. Sums of threads have their own order, so their number is part of it. */
function keyOf({ architecture, normalisation, dataset, plan, initial }: Subject): string {
  const threads = process.env['TF_NUM_INTRAOP_THREADS'] ?? availableParallelism();
  const packages = PACKAGES.map((name) => import.meta.resolve(`@bcos-bench/${name}`));
  return hashOf({
    architecture,
    normalisation,
    dataset,
    plan,
    threads,
    ...(initial === null ? {} : { initial: initial.identity }),
    ...codeIdentity([import.meta.url, ...packages]),
  });
}

async function writeTrained(
  flags: ParsedFlags<TrainFlags>,
  { folder, say, note }: StageContext,
  subject: Subject,
  { weights, epochs, evaluation: { top1, top5 } }: Trained,
): Promise<void> {
  const { network, dataset, plan, initial } = subject;
  const from = initial === null ? {} : { init: initial.identity };
  const parameters = { recipe: flags.recipe, ...from, ...planParameters(plan) };
  writeCheckpoint(folder, {
    model: {
      ...(initial === null ? newModel(subject) : initial.model),
      imageShape: dataset.shape,
      loss: criteria[plan.loss].loss,
      provenance: { stage: trainStage.name, dataset: dataset.name, parameters },
      cleanAccuracy: { split: 'test', top1, top5 },
    },
    arrays: saveWeights(network.parameters, weights),
    ...(initial?.onnx == null ? {} : { onnx: initial.onnx }),
  });
  await writeTrainingMetrics(folder, epochs);
  say(`${network.architecture.name}: ${(100 * top1.value).toFixed(2)}% of ${top1.total} test images`);
  if (initial?.onnx != null) {
    note(
      `arrays of the ONNX file that were trained: ${network.parameters.length}; its statistics of BatchNormalization and its constants are as they were`,
    );
  }
  if (isNearChance(top1, dataset.classes.length)) {
    note(
      `clean accuracy is near chance (${top1.correct} of ${top1.total} test images): train for longer, or look at the data`,
    );
  }
}

/** What is known of a network that was trained from random weights. */
function newModel({
  architecture,
  normalisation,
  network,
  dataset,
}: Subject): Pick<Model, 'architecture' | 'classes' | 'encoding' | 'normalisation' | 'normalisationOrigin'> {
  return {
    architecture,
    classes: dataset.classes,
    encoding: network.encoding,
    normalisation,
    normalisationOrigin: normaliserOriginOf(architecture.name, familyOf(architecture), dataset),
  };
}

function imagesOf(data: TrainingData, plan: TrainPlan): number {
  return plan.recipe.epochs * data.train.index.length;
}
