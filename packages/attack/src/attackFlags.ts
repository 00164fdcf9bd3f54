import type { Argv } from 'yargs';
import { attackLosses, usualStepSize, type AttackLossName } from '@bcos-bench/adversary';
import {
  normSchema,
  parseEpsilon,
  requireWhole,
  splitNameSchema,
  threatSchema,
  type CommonFlags,
  type Model,
  type ParsedFlags,
} from '@bcos-bench/stage';
import { checkPlan, chooseLoss, type AttackPlan } from './attackPlan.js';

const lossNames = ['auto', ...Object.keys(attackLosses)] as readonly (AttackLossName | 'auto')[];

/** Adds the flags of `bcos-attack` to a parser that has those of every stage. */
export const addAttackFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
    checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-train made' },
    attack: { choices: ['pgd'] as const, default: 'pgd' as const, describe: 'the attack' },
    norm: { choices: normSchema.options, demandOption: true, describe: 'the norm that bounds the perturbation' },
    eps: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'its radius in units of [0,1], such as 8/255',
    },
    steps: { type: 'number', default: 20, requiresArg: true, describe: 'steps' },
    'step-size': { type: 'number', requiresArg: true, describe: 'length of a step; 2.5 eps / steps unless given' },
    threat: {
      choices: threatSchema.options,
      default: 'encoded' as const,
      describe: 'what may move: encoded input or picture',
    },
    loss: { choices: lossNames, default: 'auto' as const, describe: 'loss to climb; auto is the one of the training' },
    split: { choices: splitNameSchema.options, default: 'test' as const, describe: 'split to attack' },
    limit: { type: 'number', requiresArg: true, describe: 'the first so many pictures; all unless given' },
    batch: { type: 'number', default: 128, requiresArg: true, describe: 'pictures at a time; no result depends on it' },
    'random-start': { type: 'boolean', default: false, describe: 'begin at a random point of the ball' },
    restarts: { type: 'number', default: 1, requiresArg: true, describe: 'random starts, of which the best counts' },
    keep: { type: 'number', default: 0, requiresArg: true, describe: 'so many attacked pictures go to examples.arrow' },
  });

/** The flags of `bcos-attack` and the common ones. */
export type AttackFlags = ReturnType<typeof addAttackFlags> extends Argv<infer Flags> ? Flags : never;

/**
 * The attack that the flags ask for on a network.
 * @throws UsageFault where a value cannot be
 */
export function planOf(flags: ParsedFlags<AttackFlags>, model: Model): AttackPlan {
  requireWhole('--batch', flags.batch, 1);
  requireWhole('--limit', flags.limit ?? 1, 1);
  requireWhole('--keep', flags.keep, 0);
  const eps = parseEpsilon(flags.eps);
  return checkPlan({
    norm: flags.norm,
    eps,
    steps: flags.steps,
    stepSize: flags.stepSize ?? usualStepSize(eps, flags.steps),
    threat: flags.threat,
    loss: chooseLoss(flags.loss, model.loss),
    randomStart: flags.randomStart,
    restarts: flags.restarts,
    seed: flags.seed,
  });
}
