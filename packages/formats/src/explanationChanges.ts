import { join } from 'node:path';
import { z } from 'zod';
import { holdsFile } from './manifest.js';
import { readParquet } from './parquet/parquetRows.js';
import { openParquet, type ParquetColumns } from './parquet/parquetTable.js';

/**
 * What an attack has done to the explanation of one image. Both explanations, of the clean input x and of the attacked one x',
 * are of `explainedClass`; c and c' are their contribution maps. `docs/explanations.md` defines every number.
 */
export interface ExplanationChange {
  /** The image's number in its split. */
  readonly index: number;
  readonly label: number;
  readonly explainedClass: number;
  /** The cosine of c and c', in [-1,1]; null where one of them is zero everywhere. */
  readonly cosine: number | null;
  /** Spearman's rank correlation of c and c', in [-1,1]; null where one of them is the same everywhere. */
  readonly rankCorrelation: number | null;
  /** The share of the positive contribution in c that c' has in the same place, in [0,1]; null where c has none. */
  readonly positiveKept: number | null;
  /** The share of the most important eighth of the pixels in c that is so in c', in [0,1]; null in files before there was this column. */
  readonly topOverlap: number | null;
  /** The cosine of c and the map of the class predicted for x', of that image; null as `cosine`, and in files before there was this column. */
  readonly shownCosine: number | null;
  /** The logit of the explained class on x' minus that on x. */
  readonly logitChange: number;
  /** The sum of W(x') (x' - x): what the noise itself contributes to the logit on x'. */
  readonly noiseContribution: number;
  /** Whether the prediction for x' is that for x; null in files before there was this column. */
  readonly predictionKept: boolean | null;
}

const changeSchema = z
  .object({
    index: z.int(),
    label: z.int(),
    explained_class: z.int(),
    cosine: z.number().nullable().default(null),
    rank_correlation: z.number().nullable().default(null),
    positive_kept: z.number().nullable().default(null),
    top_overlap: z.number().nullable().default(null),
    shown_cosine: z.number().nullable().default(null),
    logit_change: z.number(),
    noise_contribution: z.number(),
    prediction_kept: z.boolean().nullable().default(null),
  })
  .transform((row): ExplanationChange => ({
    index: row.index,
    label: row.label,
    explainedClass: row.explained_class,
    cosine: row.cosine,
    rankCorrelation: row.rank_correlation,
    positiveKept: row.positive_kept,
    topOverlap: row.top_overlap,
    shownCosine: row.shown_cosine,
    logitChange: row.logit_change,
    noiseContribution: row.noise_contribution,
    predictionKept: row.prediction_kept,
  }));

const changeColumns: ParquetColumns = {
  index: { type: 'INT32' },
  label: { type: 'INT32' },
  explained_class: { type: 'INT32' },
  cosine: { type: 'DOUBLE', optional: true },
  rank_correlation: { type: 'DOUBLE', optional: true },
  positive_kept: { type: 'DOUBLE', optional: true },
  top_overlap: { type: 'DOUBLE', optional: true },
  shown_cosine: { type: 'DOUBLE', optional: true },
  logit_change: { type: 'DOUBLE' },
  noise_contribution: { type: 'DOUBLE' },
  prediction_kept: { type: 'BOOLEAN', optional: true },
};

/** The file of an explanation folder; there is none where no attacked images were explained. */
const FILE = 'changes.parquet';

/** Writes `changes.parquet` into an explanation folder: one row per image. */
export async function writeExplanationChanges(folder: string, changes: readonly ExplanationChange[]): Promise<void> {
  const rows = await openParquet(join(folder, FILE), changeColumns);
  for (const change of changes) {
    await rows.append({
      index: change.index,
      label: change.label,
      explained_class: change.explainedClass,
      cosine: change.cosine,
      rank_correlation: change.rankCorrelation,
      positive_kept: change.positiveKept,
      top_overlap: change.topOverlap,
      shown_cosine: change.shownCosine,
      logit_change: change.logitChange,
      noise_contribution: change.noiseContribution,
      prediction_kept: change.predictionKept,
    });
  }
  await rows.close();
}

/** Reads `changes.parquet` of an explanation folder, in the order of its images; none where there is no such file. @throws Fault */
export async function readExplanationChanges(folder: string): Promise<ExplanationChange[]> {
  if (!holdsFile(folder, FILE)) return [];
  return readParquet(join(folder, FILE), changeSchema, 'explain again with bcos-explain');
}
