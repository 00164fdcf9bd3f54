import { join } from 'node:path';
import { z } from 'zod';
import { attributionMethodSchema, explanationMeasureSchema } from '@bcos-bench/vocabulary';
import { readJson, writeJson } from './json.js';
import { readParquet } from './parquet/parquetRows.js';
import { openParquet, type ParquetColumns } from './parquet/parquetTable.js';

/** What one measure says of the explanation of one image by one method: a row of `measures.parquet`. */
export interface MeasuredExplanation {
  /** The image's number in its split. */
  readonly index: number;
  readonly label: number;
  /** The class whose logit is explained. */
  readonly explainedClass: number;
  readonly method: string;
  readonly measure: string;
  /** Null where the measure is not defined for the image, as in a grid that has no place for it. */
  readonly value: number | null;
  /** What was measured together: the number of the grid that the image is in, or else the image. */
  readonly unit: number;
}

const rowSchema = z
  .object({
    index: z.int(),
    label: z.int(),
    explained_class: z.int(),
    method: z.string(),
    measure: z.string(),
    value: z.number().nullable().default(null),
    unit: z.int(),
  })
  .transform(({ explained_class: explainedClass, ...row }): MeasuredExplanation => ({ ...row, explainedClass }));

const columns: ParquetColumns = {
  index: { type: 'INT32' },
  label: { type: 'INT32' },
  explained_class: { type: 'INT32' },
  method: { type: 'UTF8' },
  measure: { type: 'UTF8' },
  value: { type: 'DOUBLE', optional: true },
  unit: { type: 'INT32' },
};

const FILE = 'measures.parquet';
const REMEDY = 'measure again with bcos-measure';

/** A measure of a method over all images, with its cost. */
export const measuredMethodSchema = z.object({
  method: attributionMethodSchema,
  measure: explanationMeasureSchema,
  /** The number of images that have a value. */
  images: z.int().min(1),
  mean: z.number(),
  /** The 95% interval of the mean: bootstrap over what was measured together. */
  low: z.number(),
  high: z.number(),
  median: z.number(),
  /** Inputs that the network computed for it, without and with a gradient, of all images; what two measures share counts for both. */
  forwardPasses: z.int(),
  gradientPasses: z.int(),
});
export type MeasuredMethod = z.infer<typeof measuredMethodSchema>;

/** `summary.json` of a measurement. */
export const measureSummarySchema = z.object({
  network: z.string(),
  dataset: z.string(),
  split: z.string(),
  /** The number of images that were explained. */
  images: z.int(),
  seed: z.int(),
  measured: z.array(measuredMethodSchema),
  /** What is not defined for the network or the images, and why. */
  leftOut: z.array(z.object({ method: z.string(), measure: z.string().nullable(), why: z.string() })),
});
export type MeasureSummary = z.infer<typeof measureSummarySchema>;

/** Writes `measures.parquet`: one row per image, method and measure. */
export async function writeMeasuredExplanations(
  folder: string,
  measured: readonly MeasuredExplanation[],
): Promise<void> {
  const rows = await openParquet(join(folder, FILE), columns);
  for (const { explainedClass, ...row } of measured) await rows.append({ ...row, explained_class: explainedClass });
  await rows.close();
}

/** Reads `measures.parquet`. @throws Fault */
export function readMeasuredExplanations(folder: string): Promise<MeasuredExplanation[]> {
  return readParquet(join(folder, FILE), rowSchema, REMEDY);
}

/** Writes `summary.json` into a measurement's folder. */
export function writeMeasureSummary(folder: string, summary: MeasureSummary): void {
  writeJson(join(folder, 'summary.json'), summary);
}

/** Reads `summary.json` of a measurement's folder. @throws Fault */
export function readMeasureSummary(folder: string): MeasureSummary {
  return readJson(join(folder, 'summary.json'), measureSummarySchema, REMEDY);
}
