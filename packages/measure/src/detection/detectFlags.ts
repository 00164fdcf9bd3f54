import type { Stage } from '@bcos-bench/cli';
import { splitNameSchema, type SplitName } from '@bcos-bench/formats';
import { attributionMethodSchema, type AttributionMethodName, type CommonFlags } from '@bcos-bench/vocabulary';

/** The flags of `bcos-measure detect`. */
export interface DetectFlags extends CommonFlags {
  data: string;
  checkpoint: string;
  examples: string;
  split: SplitName;
  limit: number;
  method: AttributionMethodName | undefined;
  batch: number | undefined;
}

const text = { type: 'string', requiresArg: true, demandOption: true } as const;
const number = { type: 'number', requiresArg: true } as const;
const defaultSplit: SplitName = 'test';

/** Adds the flags of `bcos-measure detect` to a parser that has those of every stage. */
export const detectFlags: Stage<DetectFlags>['flags'] = (parser) =>
  parser
    .option('data', { ...text, describe: 'folder that bcos-data made' })
    .option('checkpoint', { ...text, describe: 'folder that bcos-train or bcos-import made' })
    .option('examples', { ...text, describe: 'folder of an attack on it that kept its images (bcos-attack --keep)' })
    .option('split', {
      choices: splitNameSchema.options,
      default: defaultSplit,
      requiresArg: true,
      describe: 'split that was attacked',
    })
    .option('limit', { ...number, default: 64, describe: 'take only this many images, the first ones' })
    .option('method', {
      choices: attributionMethodSchema.options,
      requiresArg: true,
      describe: 'way to explain; dynamic-linear for B-cos networks and integrated-gradients for others unless given',
    })
    .option('batch', {
      ...number,
      describe: 'images at a time; 64 of 32x32, fewer of larger images, unless given; changes no result',
    });
