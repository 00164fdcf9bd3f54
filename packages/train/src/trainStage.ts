import type { Argv } from 'yargs';
import { openTensorFlow } from '@bcos-bench/engine';
import {
  buildNetwork,
  initialWeights,
  loadWeights,
  networkFamilies,
  saveWeights,
  type Normalisation,
} from '@bcos-bench/models';
import {
  UsageFault,
  readDataset,
  readPictures,
  requireWhole,
  trainingLossSchema,
  writeCheckpoint,
  writeTiming,
  writeTrainingMetrics,
  type CommonFlags,
  type Dataset,
  type Model,
  type ParsedFlags,
  type Stage,
  type StageContext,
} from '@bcos-bench/stage';
import { parseAdversarial, type TrainPlan } from './trainPlan.js';
import { train } from './training.js';

const addFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
    arch: { choices: [...networkFamilies.keys()], demandOption: true, describe: 'architecture' },
    b: { type: 'number', requiresArg: true, describe: 'exponent of a B-cos network; 2 unless given' },
    'max-out': { type: 'number', requiresArg: true, describe: 'units a filter of a B-cos network; 1 unless given' },
    norm: { type: 'string', default: 'none', requiresArg: true, describe: 'normalisation of a B-cos network' },
    epochs: { type: 'number', default: 20, requiresArg: true, describe: 'times through the training split' },
    batch: { type: 'number', default: 64, requiresArg: true, describe: 'pictures a step' },
    lr: { type: 'number', default: 1e-3, requiresArg: true, describe: 'learning rate of Adam in the first epoch' },
    'adam-epsilon': { type: 'number', default: 1e-8, requiresArg: true, describe: "Adam's epsilon" },
    loss: { choices: trainingLossSchema.options, describe: "the loss; the architecture's own unless given" },
    adversarial: {
      type: 'string',
      requiresArg: true,
      describe: 'train on attacked pictures: NORM:EPS:STEPS such as linf:8/255:7',
    },
    'adversarial-warmup': {
      type: 'number',
      default: 0,
      requiresArg: true,
      describe: 'epochs over which the radius of --adversarial grows to its full length',
    },
  });

type TrainFlags = ReturnType<typeof addFlags> extends Argv<infer Flags> ? Flags : never;

/** The training stage: data to a checkpoint and `metrics.parquet`. */
export const trainStage: Stage<TrainFlags> = {
  name: 'bcos-train',
  describe: 'Trains a network: Adam, a cosine step an epoch, flip and crop, adversarially if asked.',
  flags: addFlags,
  run: trainAndWrite,
};

async function trainAndWrite(
  flags: ParsedFlags<TrainFlags>,
  { folder, started, progress, say }: StageContext,
): Promise<void> {
  requireWhole('--epochs', flags.epochs, 1);
  requireWhole('--batch', flags.batch, 1);
  requireWhole('--adversarial-warmup', flags.adversarialWarmup, 0);
  if (!(flags.lr > 0)) throw new UsageFault({ what: `${flags.lr} is not above 0`, where: '--lr' });
  if (!(flags.adamEpsilon > 0))
    throw new UsageFault({ what: `${flags.adamEpsilon} is not above 0`, where: '--adam-epsilon' });
  const dataset = readDataset(flags.data);
  const normalisation = normalisationOf(flags.arch, dataset);
  const network = buildNetwork(architectureOf(flags), dataset.classes.length, normalisation);
  const plan: TrainPlan = {
    epochs: flags.epochs,
    batch: flags.batch,
    learningRate: flags.lr,
    adamEpsilon: flags.adamEpsilon,
    loss: flags.loss ?? network.loss,
    adversarial: flags.adversarial === undefined ? null : parseAdversarial(flags.adversarial),
    adversarialWarmup: flags.adversarialWarmup,
    seed: flags.seed,
  };
  const data = {
    train: readPictures(flags.data, 'train'),
    test: readPictures(flags.data, 'test'),
    classes: dataset.classes.length,
  };

  const engine = await openTensorFlow();
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, plan.seed), flags.arch);
  const {
    weights: trained,
    epochs,
    evaluation,
  } = train(engine, network, weights, data, plan, (report) => {
    const { epoch, step, stepsPerEpoch, outcome } = report;
    progress({
      done: epoch * stepsPerEpoch + step + 1,
      total: plan.epochs * stepsPerEpoch,
      unit: 'steps',
      note: `epoch ${epoch + 1}/${plan.epochs}, loss ${outcome.loss.toFixed(4)}, ${((100 * outcome.top1) / plan.batch).toFixed(0)}%`,
    });
  });

  const model: Model = {
    architecture: network.architecture,
    classes: dataset.classes,
    encoding: network.encoding,
    normalisation,
    loss: plan.loss,
    provenance: { stage: trainStage.name, dataset: dataset.name, parameters: parametersOf(flags, plan) },
    cleanAccuracy: { split: 'test', top1: evaluation.top1, top5: evaluation.top5 },
  };
  writeCheckpoint(folder, { model, arrays: saveWeights(network.parameters, trained) });
  await writeTrainingMetrics(folder, epochs);
  writeTiming(folder, started, {
    pictures: plan.epochs * Math.floor(data.train.index.length / plan.batch) * plan.batch,
  });
  say(`${flags.arch}: ${(100 * evaluation.top1.value).toFixed(2)}% of ${evaluation.top1.total} test pictures`);
}

function architectureOf(flags: ParsedFlags<TrainFlags>): Model['architecture'] {
  const bcos = networkFamilies.get(flags.arch)?.bcos ?? false;
  return { name: flags.arch, b: flags.b ?? (bcos ? 2 : 1), maxOut: flags.maxOut ?? 1, norm: flags.norm };
}

/** Ordinary networks see normalised pictures; B-cos networks see [0,1] and nothing else. */
function normalisationOf(arch: string, dataset: Dataset): Normalisation {
  const bcos = networkFamilies.get(arch)?.bcos ?? false;
  return bcos ? null : { mean: dataset.channelMean, std: dataset.channelStd };
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
