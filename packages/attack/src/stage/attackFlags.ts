import type { Argv, Options } from 'yargs';
import { z } from 'zod';
import {
  ALLOW_LARGE_EPS,
  attackDescription,
  attackLossDescriptions,
  attackLossSchema,
  attackNameSchema,
  attackOptionsSchema,
  attacksWith,
  normSchema,
  requireWhole,
  threatSchema,
  type AttackOptionName,
  type AttackOptionValues,
  type CommonFlags,
  type ImageShape,
  type LargeRadius,
} from '@bcos-bench/vocabulary';
import { splitNameSchema } from '@bcos-bench/formats';
import type { ParsedFlags } from '@bcos-bench/cli';
import type { AttackPlan } from '../plan/attackPlan.js';
import { chosenPlan, type PlannedModel } from '../plan/chosenPlan.js';
import { targetRules, type TargetRule } from '../plan/targetRule.js';

const attackNames = attackNameSchema.options;
const lossTexts = Object.entries(attackLossDescriptions).map(([name, text]) => `${name}: ${text}`);
const targetRuleNames = Object.keys(targetRules) as readonly TargetRule[];

/** The steps that attacks have unless they are given, such as `20; fgsm 1`. */
function stepsText(): string {
  const numbers = [...new Set(attackNames.map((name) => attackDescription(name).usualSteps))];
  const having = (steps: number) => attackNames.filter((name) => attackDescription(name).usualSteps === steps);
  return numbers.map((steps) => `${steps} (${having(steps).join(', ')})`).join(', ');
}

/** An option in one line: what it is, and what each method has unless it is given. */
function optionText(name: AttackOptionName): string {
  const defaults = attacksWith(name).map((method) => `${method}: ${attackDescription(method).options[name]?.text}`);
  return `${attackOptionsSchema.shape[name].description}; unless given ${defaults.join(', ')}`;
}

/** The flag of an option whose values are `Value`s. */
type FlagOf<Value> = number extends Value
  ? { readonly type: 'number'; readonly requiresArg: true; readonly describe: string }
  : string extends Value
    ? { readonly type: 'string'; readonly requiresArg: true; readonly describe: string }
    : { readonly choices: readonly Value[]; readonly describe: string };

type MethodOptions = {
  readonly [Name in AttackOptionName]: FlagOf<NonNullable<AttackOptionValues[Name]>>;
};

/** The flags of the methods' options. The cast is safe: names and kinds are those of the schema that the type comes from. */
const methodOptions = Object.fromEntries(
  attackOptionsSchema.keyof().options.map((name) => [name, flagOf(name)]),
) as MethodOptions;

function flagOf(name: AttackOptionName): Options {
  const schema = attackOptionsSchema.shape[name];
  const describe = optionText(name);
  if (schema instanceof z.ZodEnum) return { choices: schema.options, describe };
  return { type: schema instanceof z.ZodString ? 'string' : 'number', requiresArg: true, describe };
}

/** What is attacked, and with what. */
export const attackOptions = {
  data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
  checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-train made' },
  attack: {
    choices: attackNames,
    default: 'pgd',
    describe: attackNames.map((name) => `${name}: ${attackDescription(name).summary}`).join('; '),
  },
  norm: { choices: normSchema.options, demandOption: true, describe: 'the norm that bounds the perturbation' },
  eps: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'its radius in units of [0,1], such as 8/255 or 1e-3',
  },
  [ALLOW_LARGE_EPS]: {
    type: 'boolean',
    default: false,
    describe: 'take a radius larger than any two images differ by, such as linf 2; 8 is mostly a slip for 8/255',
  },
  steps: { type: 'number', requiresArg: true, describe: `steps; unless given ${stepsText()}` },
  ...methodOptions,
  threat: { choices: threatSchema.options, default: 'encoded', describe: 'what may move: encoded input or image' },
  loss: {
    choices: ['auto', ...attackLossSchema.options],
    default: 'auto',
    describe: `loss to follow; auto: the one of the training; ${lossTexts.join('; ')}`,
  },
  rescale: {
    type: 'boolean',
    default: false,
    describe: 'divide the logits of each image by the standard deviation of its clean ones before the loss',
  },
  split: { choices: splitNameSchema.options, default: 'test', describe: 'split to attack' },
  limit: { type: 'number', requiresArg: true, describe: 'attack the first N images; all unless given' },
  batch: {
    type: 'number',
    requiresArg: true,
    describe: 'images at a time, 128 of 32x32 unless given and fewer larger ones; no result depends on it',
  },
  keep: {
    type: 'number',
    default: 0,
    requiresArg: true,
    describe: 'the number of attacked images that go to examples.arrow',
  },
} as const satisfies Record<string, Options>;

/** Whether the flags let a radius pass that is larger than any two images are apart. */
export function largeRadius({ allowLargeEps }: { readonly allowLargeEps: boolean }): LargeRadius {
  return { allowed: allowLargeEps, by: `--${ALLOW_LARGE_EPS}` };
}

/** The methods that keep the best or the last iterate unless the user says otherwise. */
function keeping(which: 'best' | 'last'): string {
  const names = attackNames.filter((name) => {
    const { finds, keeps } = attackDescription(name);
    return finds === 'highest loss' && keeps === which;
  });
  return names.join(', ');
}

/** Where it begins, where it ends, and what counts. */
const protocolOptions = {
  targeted: {
    choices: targetRuleNames,
    describe: `towards a class: ${targetRuleNames.map((name) => `${name}: ${targetRules[name].describe}`).join('; ')}`,
  },
  'target-class': { type: 'number', requiresArg: true, describe: 'the number of the class of --targeted given' },
  'random-start': { type: 'boolean', default: false, describe: 'begin at a random point of the ball' },
  restarts: { type: 'number', default: 1, requiresArg: true, describe: 'random starts, of which the best counts' },
  eot: {
    type: 'number',
    requiresArg: true,
    describe:
      'forward passes per step of a network that draws random numbers: the attack follows their mean (expectation over transformations); 1 unless given',
  },
  'use-best': {
    type: 'boolean',
    describe: `keep the iterate of best loss, as ${keeping('best')} do, or the last, as ${keeping('last')} do`,
  },
  'stop-early': {
    type: 'boolean',
    default: false,
    describe: 'an image is done at its first iterate that reaches the goal; the worst case seen counts',
  },
  round: {
    type: 'boolean',
    default: false,
    describe: 'evaluate each attacked image as a file of 8 bits, too (column rounded_pred); takes one forward pass',
  },
} as const satisfies Record<string, Options>;

/** Adds the flags of `bcos-attack` to a parser that has those of every stage. */
export const addAttackFlags = (parser: Argv<CommonFlags>) => parser.options({ ...attackOptions, ...protocolOptions });

/** The flags of `bcos-attack` and the common ones. */
export type AttackFlags = ReturnType<typeof addAttackFlags> extends Argv<infer Flags> ? Flags : never;

/**
 * The attack that the flags ask for on a network and images of a shape.
 * @throws UsageFault where a value cannot be
 */
export function planOf(flags: ParsedFlags<AttackFlags>, model: PlannedModel, shape: ImageShape): AttackPlan {
  requireWhole('--batch', flags.batch ?? 1, 1);
  requireWhole('--limit', flags.limit ?? 1, 1);
  requireWhole('--keep', flags.keep, 0);
  return chosenPlan({ ...flags, large: largeRadius(flags) }, model, shape);
}
