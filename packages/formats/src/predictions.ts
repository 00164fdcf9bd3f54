import { join } from 'node:path';
import { z } from 'zod';
import { proportionSchema } from '@bcos-bench/vocabulary';
import { knownAttackSchema } from './attackResult.js';
import { trainingLossSchema } from './checkpoint.js';
import { readJson, writeJson } from './json.js';
import { readParquet } from './parquet/parquetRows.js';
import { openParquet, type ParquetColumns, type RowWriter } from './parquet/parquetTable.js';

/** A row of `predictions.parquet`: what a network says of one image. */
export const predictionSchema = z.object({
  /** The image's number in its split. */
  index: z.int(),
  label: z.int(),
  /** The class of the largest logit, the first of equals. */
  pred: z.int(),
  correct: z.boolean(),
  /** The network's own loss, as it was trained with. */
  loss: z.number(),
  logits: z.array(z.number()),
});
export type Prediction = z.infer<typeof predictionSchema>;

const predictionColumns: ParquetColumns = {
  index: { type: 'INT32' },
  label: { type: 'INT32' },
  pred: { type: 'INT32' },
  correct: { type: 'BOOLEAN' },
  loss: { type: 'DOUBLE' },
  logits: { type: 'FLOAT', repeated: true },
};

/** `summary.json` of a prediction: how often the network is right. It holds no times: those stand in `timing.json`. */
export const predictionSummarySchema = z.object({
  network: z.string(),
  dataset: z.string(),
  split: z.string(),
  images: z.int(),
  /** The attack that made the images, as far as its own summary says; absent where they are those of the split. */
  attack: knownAttackSchema.optional(),
  loss: z.object({ kind: trainingLossSchema, mean: z.number() }),
  top1: proportionSchema,
  top5: proportionSchema,
  /** Top-1 of the images of each class, in the order of the classes. */
  classes: z.array(z.object({ name: z.string(), top1: proportionSchema })),
});
export type PredictionSummary = z.infer<typeof predictionSummarySchema>;

const REMEDY = 'predict again with bcos-predict';

/** Opens `predictions.parquet` in a prediction's folder. */
export function openPredictions(folder: string): Promise<RowWriter<Prediction>> {
  return openParquet<Prediction>(join(folder, 'predictions.parquet'), predictionColumns);
}

/** Reads `predictions.parquet`, in the order of the images' index. @throws Fault */
export function readPredictions(folder: string): Promise<Prediction[]> {
  return readParquet(join(folder, 'predictions.parquet'), predictionSchema, REMEDY);
}

/** Writes `summary.json` into a prediction's folder. */
export function writePredictionSummary(folder: string, summary: PredictionSummary): void {
  writeJson(join(folder, 'summary.json'), summary);
}

/** Reads `summary.json` of a prediction's folder. @throws Fault */
export function readPredictionSummary(folder: string): PredictionSummary {
  return readJson(join(folder, 'summary.json'), predictionSummarySchema, REMEDY);
}
