import { join } from 'node:path';
import { z } from 'zod';
import {
  normSchema,
  threatSchema,
  attackOptionValuesSchema,
  numbersOf,
  proportionSchema,
  type TensorShape,
} from '@bcos-bench/vocabulary';
import { float32Column, int32Column, readArrow } from './arrow/arrowFile.js';
import { shapeMetadata, shapeOfColumn } from './arrow/arrowShape.js';
import { writeArrow } from './arrow/arrowTable.js';
import { readJson, writeJson } from './json.js';
import { holdsFile } from './manifest.js';
import { readParquet } from './parquet/parquetRows.js';
import { openParquet, type ParquetColumns, type RowWriter } from './parquet/parquetTable.js';

/** A row of `samples.parquet`: one attacked image. Distances are in the attacked space, from the final image. */
export const attackSampleSchema = z.object({
  index: z.int(),
  label: z.int(),
  /** The class that a targeted attack wanted; null where it was untargeted. */
  target: z.int().nullable().default(null),
  clean_pred: z.int(),
  /** The loss that the attack followed: of the right class, or of the target; with --rescale, that of the rescaled logits. */
  clean_loss: z.number(),
  clean_logits: z.array(z.number()),
  adv_pred: z.int(),
  adv_loss: z.number(),
  adv_logits: z.array(z.number()),
  /** Whether the kept iterate is misclassified; of a targeted attack, whether it is taken for the target. */
  success: z.boolean(),
  /** The iterate that was kept: 0 is the start, `steps` the last. */
  best_step: z.int(),
  /** The first iterate that was a success, of the first restart that had one, or null. */
  first_success_step: z.int().nullable().default(null),
  /** Whether the gradient at the first iterate was exactly 0; null where the clean image was a success already. */
  zero_gradient: z.boolean().nullable().default(null),
  /** The l2 norm of the gradient of the image's own loss at the first iterate; null where none was taken. */
  gradient_norm: z.number().nullable().default(null),
  linf: z.number(),
  l2: z.number(),
  restart: z.int(),
  /** The member of an ensemble that broke the image; null where none did, or the attack is no ensemble. */
  broken_by: z.string().nullable().default(null),
  /** How many iterates the network has seen, and how many gradients were taken, until the image was done. */
  queries: z.int().default(0),
  gradients: z.int().default(0),
  /** The prediction of the attacked image as a file of 8 bits holds it; absent where the attack was not asked for it. */
  rounded_pred: z.int().optional(),
  /** The distance in l1; absent where the attack is bound by another norm. */
  l1: z.number().optional(),
});
export type AttackSample = z.infer<typeof attackSampleSchema>;

/** The columns of every attack. */
const sampleColumns: ParquetColumns = {
  index: { type: 'INT32' },
  label: { type: 'INT32' },
  target: { type: 'INT32', optional: true },
  clean_pred: { type: 'INT32' },
  clean_loss: { type: 'DOUBLE' },
  clean_logits: { type: 'FLOAT', repeated: true },
  adv_pred: { type: 'INT32' },
  adv_loss: { type: 'DOUBLE' },
  adv_logits: { type: 'FLOAT', repeated: true },
  success: { type: 'BOOLEAN' },
  best_step: { type: 'INT32' },
  first_success_step: { type: 'INT32', optional: true },
  zero_gradient: { type: 'BOOLEAN', optional: true },
  gradient_norm: { type: 'DOUBLE', optional: true },
  linf: { type: 'DOUBLE' },
  l2: { type: 'DOUBLE' },
  restart: { type: 'INT32' },
  broken_by: { type: 'UTF8', optional: true },
  queries: { type: 'INT32' },
  gradients: { type: 'INT32' },
};
/** A column of an attack with --round, and one of an attack in l1. */
const roundedColumn: ParquetColumns = { rounded_pred: { type: 'INT32' } };
const l1Column: ParquetColumns = { l1: { type: 'DOUBLE' } };

/** How a targeted attack chooses the class that an image is to be taken for. */
export const targetRuleSchema = z.enum(['least-likely', 'random', 'given']);

/** A way in which an attack's numbers can mislead, and whether there is a sign of it. */
export const sanityFlagSchema = z.object({
  name: z.string(),
  raised: z.boolean(),
  /** What was measured, in words. */
  observed: z.string(),
  raisedWhen: z.string(),
  /** What a raised flag may mean. */
  means: z.string(),
});
export type SanityFlag = z.infer<typeof sanityFlagSchema>;

/** `summary.json`: what was attacked, how, and with what outcome. It holds no times: those stand in `timing.json`. */
export const attackSummarySchema = z.object({
  network: z.string(),
  dataset: z.string(),
  split: z.string(),
  images: z.int(),
  attack: z.object({
    kind: z.string(),
    norm: normSchema,
    /** In units of [0,1]. */
    eps: z.number(),
    /** As it was given, such as `8/255`. */
    epsText: z.string(),
    steps: z.int(),
    /** The options of the method by flag. */
    options: attackOptionValuesSchema,
    threat: threatSchema,
    loss: z.string(),
    /** Whether logits were divided by the spread of the clean ones before the loss; absent where not. */
    rescale: z.boolean().optional(),
    randomStart: z.boolean(),
    restarts: z.int(),
    /** Whether the iterate of best loss is kept, or the last. */
    useBest: z.boolean(),
    /** Null where the attack is untargeted. */
    target: targetRuleSchema.nullable(),
    targetClass: z.int().nullable(),
    stopEarly: z.boolean(),
    /** How often a network that draws is looked at for a step; absent where that is once. */
    eot: z.int().optional(),
    /** Whether the attacked images were evaluated as files of 8 bits, too; absent where not. */
    round: z.boolean().optional(),
    seed: z.int(),
  }),
  cleanAccuracy: proportionSchema,
  /** Images classified rightly after the attack. */
  robustAccuracy: proportionSchema,
  /** The same with the attacked images rounded to 8 bits; absent where that was not asked for. */
  roundedAccuracy: proportionSchema.optional(),
  /** Images that a targeted attack brought to their target; null where it was untargeted. */
  targetReached: proportionSchema.nullable(),
  /** What was measured again on every final image before it was written. */
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })),
  /** What may be wrong with the numbers though all was computed rightly. */
  flags: z.array(sanityFlagSchema),
  kept: z.int(),
});
export type AttackSummary = z.infer<typeof attackSummarySchema>;

/** Attacked images that were kept: `values` holds the float32 of one after the other (row, column, channel), in [0,1]. */
export interface Examples {
  readonly index: Int32Array;
  /** Of an image in the attacked space. */
  readonly shape: TensorShape;
  readonly values: Float32Array;
}

const REMEDY = 'run the attack again with bcos-attack';

/**
 * Opens `samples.parquet` in an attack's folder.
 * @param rounded whether the rows have `rounded_pred`
 * @param l1 whether they have `l1`
 */
export function openAttackSamples(
  folder: string,
  { rounded = false, l1 = false }: { readonly rounded?: boolean; readonly l1?: boolean } = {},
): Promise<RowWriter<AttackSample>> {
  const columns = { ...sampleColumns, ...(rounded && roundedColumn), ...(l1 && l1Column) };
  return openParquet<AttackSample>(join(folder, 'samples.parquet'), columns);
}

/** Reads `samples.parquet`, in the order of the images' index. @throws Fault */
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

const sanitySchema = attackSummarySchema.pick({ checks: true, flags: true }).partial();

/**
 * Reads of `summary.json` every check that the attack made, raised or not: of its final images, and of what its numbers can mean. None where there
 * is no such file. @throws Fault
 */
export function readSanityChecks(folder: string): SanityFlag[] {
  if (!holdsFile(folder, 'summary.json')) return [];
  const { checks = [], flags = [] } = readJson(join(folder, 'summary.json'), sanitySchema, REMEDY);
  const ofImages = checks.map(({ name, passed, detail }) => ({
    ...{ name, raised: !passed, observed: detail },
    raisedWhen: 'a final image is not so',
    means: 'a fault of the attack itself: its numbers are wrong',
  }));
  return [...ofImages, ...flags];
}

/** How images were attacked, as far as it is known. */
export const knownAttackSchema = attackSummarySchema.shape.attack.partial();

/** Of `summary.json`: what was attacked, and how, as far as it says. */
const attackSettingSchema = z.object({
  split: attackSummarySchema.shape.split.optional(),
  attack: knownAttackSchema.default({}),
});
/** What was attacked, and how, as far as a `summary.json` says. */
export type AttackSetting = z.infer<typeof attackSettingSchema>;

/** Reads of `summary.json` what was attacked, and how; nothing where there is no such file. @throws Fault */
export function readAttackSetting(folder: string): AttackSetting {
  if (!holdsFile(folder, 'summary.json')) return { attack: {} };
  return readJson(join(folder, 'summary.json'), attackSettingSchema, REMEDY);
}

/** Writes `examples.arrow` into an attack's folder. */
export function writeExamples(folder: string, { index, shape, values }: Examples): void {
  writeArrow(join(folder, 'examples.arrow'), {
    rows: index.length,
    columns: new Map([
      ['index', { type: 'int32', width: 1, values: index }],
      ['attacked', { type: 'float32', width: numbersOf(shape), values }],
    ]),
    metadata: new Map([shapeMetadata(shape)]),
  });
}

/** Reads `examples.arrow` of an attack's folder. @throws Fault */
export function readExamples(folder: string): Examples {
  const table = readArrow(join(folder, 'examples.arrow'), REMEDY);
  const shape = shapeOfColumn(table, 'attacked', REMEDY);
  return {
    index: int32Column(table, 'index'),
    shape,
    values: float32Column(table, 'attacked', numbersOf(shape)),
  };
}
