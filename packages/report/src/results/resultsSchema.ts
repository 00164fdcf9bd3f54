import { z } from 'zod';
import { attackCellSchema } from '@bcos-bench/pipeline';
import {
  architectureSchema,
  detectedBlockSchema,
  detectedSchema,
  measuredMethodSchema,
  sanityFlagSchema,
  trainingLossSchema,
  auditSchema as auditFileSchema,
} from '@bcos-bench/formats';
import {
  attributionMethodSchema,
  corruptionNameSchema,
  normSchema,
  proportionSchema,
  severitySchema,
  threatSchema,
} from '@bcos-bench/vocabulary';
import { imageOutcomesSchema } from './imageOutcomes.js';

const networkSchema = z.object({
  network: z.string(),
  title: z.string(),
  node: z.string(),
  architecture: architectureSchema.nullable(),
  loss: trainingLossSchema.nullable(),
  /** Over the whole test split. */
  cleanAccuracy: z.object({ split: z.string(), top1: proportionSchema, top5: proportionSchema }).nullable(),
});

/** A cell with the accuracy over its own images before and after the attack; null where it has not run. */
const attackSchema = z.object({
  ...attackCellSchema.shape,
  network: z.string(),
  node: z.string(),
  natural: proportionSchema.nullable(),
  robust: proportionSchema.nullable(),
  /** Image by image; null where it has not run, or an earlier version made the report. */
  outcomes: imageOutcomesSchema.nullable().default(null),
  /** Of an attack that finds the smallest radius of each image: the median, in units of [0,1]; null beyond the attack's own radius. */
  smallestRadius: z
    .object({
      median: z.number().nullable(),
      interval: z.object({ low: z.number().nullable(), high: z.number().nullable() }).nullable(),
    })
    .optional(),
  flags: z.array(sanityFlagSchema.pick({ name: true, observed: true, means: true })),
});

/** A value of the article in [0,1] beside ours; `node` and the attack are null for natural accuracy. */
const articleSchema = z.object({
  table: z.string(),
  network: z.string(),
  accuracyOf: z.enum(['natural', 'attacked']),
  node: z.string().nullable(),
  article: z.number(),
  ours: proportionSchema.nullable(),
  /** Whether the article's is outside our 95% interval; null where we have measured nothing. */
  outside: z.boolean().nullable(),
});

/** What one network says of the images of an attack on another; null where it has not run. */
const transferSchema = z.object({
  ...attackCellSchema.shape,
  from: z.string(),
  to: z.string(),
  node: z.string(),
  accuracy: proportionSchema.nullable(),
});

/** A network on the test images under a corruption; null where it has not run. Severity 0 are the images as they are. */
const corruptionSchema = z.object({
  network: z.string(),
  corruption: corruptionNameSchema,
  severity: severitySchema,
  node: z.string(),
  accuracy: proportionSchema.nullable(),
});

/** Whether the gradients of a network are masked; null where its node has not run. */
const auditSchema = z.object({
  network: z.string(),
  node: z.string(),
  norm: normSchema,
  eps: z.string(),
  threat: threatSchema,
  verdict: auditFileSchema.shape.verdict.nullable(),
});

/** What a measure says of a way to explain: means over images. */
const measureSchema = z.object({
  network: z.string(),
  node: z.string(),
  ...measuredMethodSchema.shape,
});

/** How well explanations tell the images of an attack from clean ones. */
const detectionSchema = z.object({
  ...attackCellSchema.shape,
  network: z.string(),
  node: z.string(),
  method: attributionMethodSchema,
  images: z.int(),
  /** Of these, those whose prediction the attack changed. */
  changed: z.int(),
  detected: z.array(detectedSchema),
  blocks: z.array(detectedBlockSchema),
});

const medianSchema = z
  .object({
    median: z.number(),
    interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    /** Images that have the measure. */
    count: z.int(),
  })
  .nullable();

/** What an attack has done to explanations: medians over images. */
const explanationChangeSchema = z.object({
  network: z.string(),
  node: z.string(),
  norm: normSchema,
  eps: z.string(),
  steps: z.int(),
  threat: threatSchema,
  /** Absent where the pipeline names none: the usual one of the network. */
  method: attributionMethodSchema.optional(),
  images: z.int(),
  cosine: medianSchema,
  rankCorrelation: medianSchema,
  positiveKept: medianSchema,
  noiseShare: medianSchema,
});

/** `results.json`: all numbers of a report. Shares are in [0,1] and have Wilson 95% intervals. */
export const resultsSchema = z.object({
  title: z.string(),
  dataset: z.object({
    name: z.string(),
    classes: z.array(z.string()),
    testImages: z.int(),
    /** The SHA-256 of each shard of the test split; absent where an earlier version made the report. */
    testShards: z.array(z.string()).optional(),
  }),
  networks: z.array(networkSchema),
  attacks: z.array(attackSchema),
  article: z.array(articleSchema).default([]),
  explanationChanges: z.array(explanationChangeSchema).default([]),
  audits: z.array(auditSchema).default([]),
  measures: z.array(measureSchema).default([]),
  detections: z.array(detectionSchema).default([]),
  transfers: z.array(transferSchema).default([]),
  corruptions: z.array(corruptionSchema).default([]),
  /** What the stages noted: what was guessed, left out or passed over. */
  notes: z.array(z.object({ node: z.string(), note: z.string() })).default([]),
});
export type Results = z.infer<typeof resultsSchema>;
