import {
  attributionMethodSchema,
  requireWhole,
  UsageFault,
  type AttributionMethodName,
  type CommonFlags,
} from '@bcos-bench/vocabulary';
import { splitNameSchema, type SplitName } from '@bcos-bench/formats';
import type { Stage } from '@bcos-bench/cli';
import type { AttributionChoices } from './attribution.js';
import { attributionMethods } from './methods/attributionMethods.js';

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
  window: number | undefined;
  stride: number | undefined;
  cells: number | undefined;
  batch: number | undefined;
}

const number = { type: 'number', requiresArg: true } as const;

/** Flags that are whole numbers, with the least that each may be. */
const LEAST = [
  ['limit', 1],
  ['class', 0],
  ['steps', 1],
  ['samples', 1],
  ['window', 1],
  ['stride', 1],
  ['cells', 1],
  ['batch', 1],
] as const;
type NumberFlag = (typeof LEAST)[number][0] | 'noise';

const folder = { type: 'string', requiresArg: true } as const;
const defaultSplit: SplitName = 'test';
const methodsInWords = attributionMethodSchema.options
  .map((name) => `${name}: ${attributionMethods[name].describe}`)
  .join('; ');

/** What a setting is unless it is given, for each method that has it. */
function usual(setting: keyof AttributionChoices): string {
  const values = attributionMethodSchema.options.flatMap((name) => {
    const value = attributionMethods[name].settings[setting];
    return value === undefined ? [] : [`${value} for ${name}`];
  });
  return `${values.join(', ')} unless given`;
}

/** Adds the flags of `bcos-explain` to a parser that has those of every stage. */
export const explainFlags: Stage<ExplainFlags>['flags'] = (parser) =>
  parser
    .option('data', { ...folder, demandOption: true, describe: 'folder that bcos-data made' })
    .option('checkpoint', { ...folder, demandOption: true, describe: 'folder that bcos-train or bcos-import made' })
    .option('examples', { ...folder, describe: 'folder that bcos-attack made: explain its images as well' })
    .option('split', {
      choices: splitNameSchema.options,
      default: defaultSplit,
      requiresArg: true,
      describe: 'split to explain',
    })
    .option('limit', { ...number, default: 8, describe: 'explain only this many images, the first ones' })
    .option('class', { ...number, describe: 'explain this class; the predicted one unless given' })
    .option('method', {
      choices: attributionMethodSchema.options,
      requiresArg: true,
      describe: `${methodsInWords}. dynamic-linear for B-cos networks, integrated-gradients for others, unless given`,
    })
    .option('steps', { ...number, describe: `points of an integral; ${usual('steps')}` })
    .option('samples', { ...number, describe: `noisy or masked copies of an image; ${usual('samples')}` })
    .option('noise', { ...number, describe: `standard deviation of the noise, in units of [0,1]; ${usual('noise')}` })
    .option('window', { ...number, describe: `rows and columns of a window that hides pixels; ${usual('window')}` })
    .option('stride', { ...number, describe: `how many pixels it moves at a time; ${usual('stride')}` })
    .option('cells', { ...number, describe: `rows and columns of a grid that hides pixels; ${usual('cells')}` })
    .option('batch', {
      ...number,
      describe: 'images at a time; 64 of 32x32, fewer of larger images, unless given; changes no result',
    });

/** Checks what the types do not say. @throws UsageFault where a number cannot be */
export function checkExplainFlags(flags: Pick<ExplainFlags, NumberFlag>): void {
  for (const [name, least] of LEAST) if (flags[name] !== undefined) requireWhole(`--${name}`, flags[name], least);
  const { noise } = flags;
  if (noise === undefined || noise >= 0) return;
  throw new UsageFault({ what: `'${noise}' is not a number of 0 or more`, where: '--noise' });
}
