import {
  attributionMethodSchema,
  explanationMeasureSchema,
  nameRemedy,
  requireWhole,
  UsageFault,
  type AttributionMethodName,
  type CommonFlags,
  type ExplanationMeasureName,
} from '@bcos-bench/vocabulary';
import { splitNameSchema, type SplitName } from '@bcos-bench/formats';
import type { Stage } from '@bcos-bench/cli';

/** The flags of `bcos-measure`. */
export interface MeasureFlags extends CommonFlags {
  data: string;
  checkpoint: string;
  split: SplitName;
  limit: number;
  methods: string;
  measures: string;
  batch: number | undefined;
}

const ALL = 'all';
const text = { type: 'string', requiresArg: true } as const;
const number = { type: 'number', requiresArg: true } as const;
const defaultSplit: SplitName = 'test';

/** Adds the flags of `bcos-measure` to a parser that has those of every stage. */
export const measureFlags: Stage<MeasureFlags>['flags'] = (parser) =>
  parser
    .option('data', { ...text, demandOption: true, describe: 'folder that bcos-data made' })
    .option('checkpoint', { ...text, demandOption: true, describe: 'folder that bcos-train or bcos-import made' })
    .option('split', {
      choices: splitNameSchema.options,
      default: defaultSplit,
      requiresArg: true,
      describe: 'split whose images are explained',
    })
    .option('limit', { ...number, default: 64, describe: 'take only this many images, the first ones' })
    .option('methods', {
      ...text,
      default: ALL,
      describe: `ways to explain, with commas: ${ALL}, or of ${attributionMethodSchema.options.join(', ')}`,
    })
    .option('measures', {
      ...text,
      default: ALL,
      describe: `measures, with commas: ${ALL}, or of ${explanationMeasureSchema.options.join(', ')}`,
    })
    .option('batch', {
      ...number,
      describe: 'images at a time; 64 of 32x32, fewer of larger images, unless given; changes no result',
    });

/** What is measured, as names. */
export interface MeasuredNames {
  readonly methods: readonly AttributionMethodName[];
  readonly measures: readonly ExplanationMeasureName[];
}

/** Checks the flags and reads the lists of names. @throws UsageFault where one is wrong */
export function measuredNames({ limit, batch, methods, measures }: MeasureFlags): MeasuredNames {
  requireWhole('--limit', limit, 1);
  if (batch !== undefined) requireWhole('--batch', batch, 1);
  return {
    methods: namesOf('--methods', methods, attributionMethodSchema.options),
    measures: namesOf('--measures', measures, explanationMeasureSchema.options),
  };
}

function namesOf<Name extends string>(flag: string, list: string, known: readonly Name[]): readonly Name[] {
  if (list === ALL) return known;
  const wanted = new Set(
    list.split(',').map((word) => {
      const name = known.find((other) => other === word.trim());
      if (name !== undefined) return name;
      throw new UsageFault({
        what: `there is no '${word.trim()}'`,
        where: flag,
        remedy: nameRemedy(word.trim(), known),
      });
    }),
  );
  return known.filter((name) => wanted.has(name));
}
