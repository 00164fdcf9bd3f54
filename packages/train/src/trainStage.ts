import { openTensorFlow } from '@bcos-bench/engine';
import {
  buildNetwork,
  familyOf,
  initialWeights,
  loadWeights,
  saveWeights,
  type Normalisation,
} from '@bcos-bench/models';
import {
  readDataset,
  readPictures,
  writeCheckpoint,
  writeTiming,
  writeTrainingMetrics,
  type Dataset,
  type ParsedFlags,
  type Stage,
  type StageContext,
} from '@bcos-bench/stage';
import { addTrainFlags, architectureOf, planOf, type TrainFlags } from './trainFlags.js';
import type { TrainPlan } from './trainPlan.js';
import { stepsPerEpoch, train, type TrainingReport } from './training.js';

/** The training stage: data to a checkpoint and `metrics.parquet`. */
export const trainStage: Stage<TrainFlags> = {
  name: 'bcos-train',
  describe: 'Trains a network: Adam, a cosine step an epoch, flip and crop, adversarially if asked.',
  flags: addTrainFlags,
  run: trainAndWrite,
};

async function trainAndWrite(flags: ParsedFlags<TrainFlags>, context: StageContext): Promise<void> {
  const { folder, started, say } = context;
  const dataset = readDataset(flags.data);
  const architecture = architectureOf(flags);
  const { encoding } = familyOf(architecture);
  const normalisation = encoding === 'rgb' ? normalisationOf(dataset) : null;
  const network = buildNetwork(architecture, dataset.classes.length, normalisation);
  const plan = planOf(flags, network.loss);
  const [pictures, test] = [readPictures(flags.data, 'train'), readPictures(flags.data, 'test')];
  const data = { train: pictures, test, classes: dataset.classes.length };

  const engine = await openTensorFlow();
  const start = loadWeights(network.parameters, initialWeights(network.parameters, plan.seed), flags.arch);
  const { weights, epochs, evaluation } = train(engine, network, start, data, plan, stepReporter(context, plan));

  const { classes } = dataset;
  const provenance = { stage: trainStage.name, dataset: dataset.name, parameters: parametersOf(flags, plan) };
  const cleanAccuracy = { split: 'test', top1: evaluation.top1, top5: evaluation.top5 };
  writeCheckpoint(folder, {
    model: { architecture, classes, encoding, normalisation, loss: plan.loss, provenance, cleanAccuracy },
    arrays: saveWeights(network.parameters, weights),
  });
  await writeTrainingMetrics(folder, epochs);
  writeTiming(folder, started, { pictures: plan.epochs * stepsPerEpoch(data, plan) * plan.batch });
  say(`${flags.arch}: ${(100 * evaluation.top1.value).toFixed(2)}% of ${evaluation.top1.total} test pictures`);
}

function stepReporter({ progress }: StageContext, plan: TrainPlan): (report: TrainingReport) => void {
  return ({ epoch, step, stepsPerEpoch: steps, outcome }) => {
    const accuracy = ((100 * outcome.top1) / plan.batch).toFixed(0);
    progress({
      done: epoch * steps + step + 1,
      total: plan.epochs * steps,
      unit: 'steps',
      note: `epoch ${epoch + 1}/${plan.epochs}, loss ${outcome.loss.toFixed(4)}, ${accuracy}%`,
    });
  };
}

/** Ordinary networks see normalised pictures; B-cos networks see [0,1] and nothing else. */
function normalisationOf({ channelMean, channelStd }: Dataset): Normalisation {
  return { mean: channelMean, std: channelStd };
}

/** What the training ran with, without paths, so that a checkpoint's bytes do not tell where it was made. */
function parametersOf(flags: ParsedFlags<TrainFlags>, plan: TrainPlan): Record<string, unknown> {
  return {
    ...plan,
    adversarial: flags.adversarial ?? null,
    optimiser: 'adam',
    schedule: 'cosine',
    augmentation: 'flip, crop',
  };
}
