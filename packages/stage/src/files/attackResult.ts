import { join } from 'node:path';
import { z } from 'zod';
import { proportionSchema } from '../proportion.js';
import { float32Column, int32Column, readArrow, writeArrow } from './arrowTable.js';
import { readJson, writeJson } from './json.js';
import { openParquet, readParquet, type ParquetColumns, type RowWriter } from './parquetTable.js';

/** The two norms that bound an attack. */
export const normSchema = z.enum(['linf', 'l2']);
export type AttackNorm = z.infer<typeof normSchema>;

/** What an attack may move: the network's encoded input (as the article did) or the picture that is then encoded. */
export const threatSchema = z.enum(['encoded', 'pixel']);
export type Threat = z.infer<typeof threatSchema>;

/** A row of `samples.parquet`: one attacked picture. Distances are in the attacked space, from the final picture. */
export const attackSampleSchema = z.object({
  index: z.int(),
  label: z.int(),
  clean_pred: z.int(),
  clean_loss: z.number(),
  clean_logits: z.array(z.number()),
  adv_pred: z.int(),
  adv_loss: z.number(),
  adv_logits: z.array(z.number()),
  /** Whether the kept iterate is misclassified (untargeted). */
  success: z.boolean(),
  /** The iterate that was kept: 0 is the start, `steps` the last. */
  best_step: z.int(),
  /** The first iterate that was misclassified, or null. */
  first_success_step: z.int().nullable().default(null),
  linf: z.number(),
  l2: z.number(),
  restart: z.int(),
});
export type AttackSample = z.infer<typeof attackSampleSchema>;

const sampleColumns: ParquetColumns = {
  index: { type: 'INT32' },
  label: { type: 'INT32' },
  clean_pred: { type: 'INT32' },
  clean_loss: { type: 'DOUBLE' },
  clean_logits: { type: 'FLOAT', repeated: true },
  adv_pred: { type: 'INT32' },
  adv_loss: { type: 'DOUBLE' },
  adv_logits: { type: 'FLOAT', repeated: true },
  success: { type: 'BOOLEAN' },
  best_step: { type: 'INT32' },
  first_success_step: { type: 'INT32', optional: true },
  linf: { type: 'DOUBLE' },
  l2: { type: 'DOUBLE' },
  restart: { type: 'INT32' },
};

/** `summary.json`: what was attacked, how, and with what outcome. It holds no times: those stand in `timing.json`. */
export const attackSummarySchema = z.object({
  network: z.string(),
  dataset: z.string(),
  split: z.string(),
  pictures: z.int(),
  attack: z.object({
    kind: z.string(),
    norm: normSchema,
    /** In units of [0,1]. */
    eps: z.number(),
    /** As it was given, such as `8/255`. */
    epsText: z.string(),
    steps: z.int(),
    stepSize: z.number(),
    threat: threatSchema,
    loss: z.string(),
    randomStart: z.boolean(),
    restarts: z.int(),
    targeted: z.boolean(),
    stopEarly: z.boolean(),
    seed: z.int(),
  }),
  cleanAccuracy: proportionSchema,
  robustAccuracy: proportionSchema,
  /** What was measured again on every final picture before it was written. */
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })),
  kept: z.int(),
});
export type AttackSummary = z.infer<typeof attackSummarySchema>;

/** Attacked pictures that were kept: `values` holds `channels` x 1,024 float32 a picture (row, column, channel), in [0,1]. */
export interface Examples {
  readonly index: Int32Array;
  readonly channels: number;
  readonly values: Float32Array;
}

const REMEDY = 'run the attack again with bcos-attack';
const PIXELS = 1024;

/** Opens `samples.parquet` in an attack's folder. */
export function openAttackSamples(folder: string): Promise<RowWriter<AttackSample>> {
  return openParquet<AttackSample>(join(folder, 'samples.parquet'), sampleColumns);
}

/** Reads `samples.parquet`, in the order of the pictures' index. @throws Fault */
export function readAttackSamples(folder: string): Promise<AttackSample[]> {
  return readParquet(join(folder, 'samples.parquet'), attackSampleSchema, REMEDY);
}

/** Writes `summary.json` into an attack's folder. */
export function writeAttackSummary(folder: string, summary: AttackSummary): void {
  writeJson(join(folder, 'summary.json'), summary);
}

/** Reads `summary.json` of an attack's folder. @throws Fault */
export function readAttackSummary(folder: string): AttackSummary {
  return readJson(join(folder, 'summary.json'), attackSummarySchema, REMEDY);
}

/** Writes `examples.arrow` into an attack's folder. */
export function writeExamples(folder: string, { index, channels, values }: Examples): void {
  writeArrow(join(folder, 'examples.arrow'), {
    rows: index.length,
    columns: new Map([
      ['index', { type: 'int32', width: 1, values: index }],
      ['attacked', { type: 'float32', width: channels * PIXELS, values }],
    ]),
    metadata: new Map([['shape', JSON.stringify([32, 32, channels])]]),
  });
}

/** Reads `examples.arrow` of an attack's folder. @throws Fault */
export function readExamples(folder: string): Examples {
  const path = join(folder, 'examples.arrow');
  const table = readArrow(path, REMEDY);
  const channels = (table.columns.get('attacked')?.width ?? 0) / PIXELS;
  return {
    index: int32Column(table, 'index', path),
    channels,
    values: float32Column(table, 'attacked', channels * PIXELS, path),
  };
}
