import type { Argv } from 'yargs';
import { networkFamilies } from '@bcos-bench/models';
import {
  UsageFault,
  requireWhole,
  trainingLossSchema,
  type Architecture,
  type CommonFlags,
  type ParsedFlags,
  type TrainingLoss,
} from '@bcos-bench/stage';
import { parseAdversarial, type TrainPlan } from './trainPlan.js';

/** Adds the flags of `bcos-train` to a parser that has those of every stage. */
export const addTrainFlags = (parser: Argv<CommonFlags>) =>
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

/** The flags of `bcos-train` and the common ones. */
export type TrainFlags = ReturnType<typeof addTrainFlags> extends Argv<infer Flags> ? Flags : never;

/** The architecture that the flags ask for; the registry checks it. */
export function architectureOf(flags: ParsedFlags<TrainFlags>): Architecture {
  const bcos = networkFamilies.get(flags.arch)?.bcos ?? false;
  return { name: flags.arch, b: flags.b ?? (bcos ? 2 : 1), maxOut: flags.maxOut ?? 1, norm: flags.norm };
}

/**
 * The training that the flags ask for.
 * @param usualLoss the loss unless one is asked for
 * @throws UsageFault where a value cannot be
 */
export function planOf(flags: ParsedFlags<TrainFlags>, usualLoss: TrainingLoss): TrainPlan {
  return {
    epochs: requireWhole('--epochs', flags.epochs, 1),
    batch: requireWhole('--batch', flags.batch, 1),
    learningRate: requirePositive('--lr', flags.lr),
    adamEpsilon: requirePositive('--adam-epsilon', flags.adamEpsilon),
    loss: flags.loss ?? usualLoss,
    adversarial: flags.adversarial === undefined ? null : parseAdversarial(flags.adversarial),
    adversarialWarmup: requireWhole('--adversarial-warmup', flags.adversarialWarmup, 0),
    seed: flags.seed,
  };
}

function requirePositive(flag: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageFault({ what: `${value} is no number above 0`, where: flag });
}
