import { requireWhole, splitNameSchema, type CommonFlags, type SplitName, type Stage } from '@bcos-bench/stage';

/** The flags of `bcos-explain`. */
export interface ExplainFlags extends CommonFlags {
  data: string;
  checkpoint: string;
  examples: string | undefined;
  split: SplitName;
  limit: number;
  class: number | undefined;
  batch: number;
}

const folder = { type: 'string', requiresArg: true } as const;
const defaultSplit: SplitName = 'test';

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
    .option('batch', { ...wholeNumber('--batch', 1), default: 64, describe: 'pictures at a time; changes no result' });

function wholeNumber(flag: string, least: number) {
  return { type: 'number', requiresArg: true, coerce: (value: unknown) => requireWhole(flag, value, least) } as const;
}
