import type { Argv } from 'yargs';
import { splitNameSchema } from '@bcos-bench/formats';
import type { CommonFlags } from '@bcos-bench/vocabulary';

/** Adds the flags of `bcos-predict` to a parser that has those of every stage. */
export const addPredictFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
    checkpoint: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'folder that bcos-train or bcos-import made',
    },
    images: {
      type: 'string',
      requiresArg: true,
      describe: 'folder that bcos-attack made: predict the images that it kept, instead of those of the split',
    },
    split: { choices: splitNameSchema.options, default: 'test' as const, describe: 'split to predict' },
    limit: {
      type: 'number',
      requiresArg: true,
      describe: 'use only this many images, the first ones; all unless given',
    },
    batch: {
      type: 'number',
      requiresArg: true,
      describe: 'images at a time; 128 of 32x32, fewer of larger images, unless given; changes no result',
    },
  });

/** The flags of `bcos-predict` and the common ones. */
export type PredictFlags = ReturnType<typeof addPredictFlags> extends Argv<infer Flags> ? Flags : never;
