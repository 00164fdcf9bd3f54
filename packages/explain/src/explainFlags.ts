import {
  attributionMethodSchema,
  requireWhole,
  splitNameSchema,
  UsageFault,
  type AttributionMethodName,
  type CommonFlags,
  type SplitName,
  type Stage,
} from '@bcos-bench/stage';
import { attributionMethods } from './attributionMethods.js';

/** The flags of `bcos-explain`. */
export interface ExplainFlags extends CommonFlags {
  data: string;
  checkpoint: string;
  examples: string | undefined;
  split: SplitName;
  limit: number;
  class: number | undefined;
  method: AttributionMethodName | undefined;
  steps: number | undefined;
  samples: number | undefined;
  noise: number | undefined;
  batch: number;
}

const folder = { type: 'string', requiresArg: true } as const;
const defaultSplit: SplitName = 'test';
const methodsInWords = attributionMethodSchema.options
  .map((name) => `${name}: ${attributionMethods[name].describe}`)
  .join('; ');

/** Adds the flags of `bcos-explain` to a parser that has those of every stage. */
export const explainFlags: Stage<ExplainFlags>['flags'] = (parser) =>
  parser
    .option('data', { ...folder, demandOption: true, describe: 'folder of bcos-data' })
    .option('checkpoint', { ...folder, demandOption: true, describe: 'folder of bcos-train' })
    .option('examples', { ...folder, describe: 'folder of bcos-attack: explain its pictures as well' })
    .option('split', {
      choices: splitNameSchema.options,
      default: defaultSplit,
      requiresArg: true,
      describe: 'where the pictures are from',
    })
    .option('limit', { ...wholeNumber('--limit', 1), default: 8, describe: 'explain the first so many pictures' })
    .option('class', { ...wholeNumber('--class', 0), describe: 'explain this class; the predicted one without it' })
    .option('method', {
      choices: attributionMethodSchema.options,
      requiresArg: true,
      describe: `${methodsInWords}. dynamic-linear for B-cos networks, integrated-gradients for others, unless given`,
    })
    .option('steps', {
      ...wholeNumber('--steps', 1),
      describe: 'points of integrated-gradients; 50 unless given',
    })
    .option('samples', {
      ...wholeNumber('--samples', 1),
      describe: 'noisy copies of smooth-grad; 50 unless given',
    })
    .option('noise', {
      type: 'number',
      requiresArg: true,
      coerce: standardDeviation,
      describe: 'standard deviation of the noise of smooth-grad, in units of [0,1]; 0.15 unless given',
    })
    .option('batch', { ...wholeNumber('--batch', 1), default: 64, describe: 'pictures at a time; changes no result' });

function wholeNumber(flag: string, least: number) {
  return { type: 'number', requiresArg: true, coerce: (value: unknown) => requireWhole(flag, value, least) } as const;
}

function standardDeviation(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageFault({ what: `'${String(value)}' is no number of 0 or more`, where: '--noise' });
}
