import { z } from 'zod';
import { normSchema, parseEpsilon, reasonOf, threatSchema } from '@bcos-bench/stage';
import { attackVariantKeys } from './attackVariant.js';

/** Names that become part of a project's name and of a folder's. */
const identifier = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'must be lower-case letters, digits, dots and dashes');

/** A radius as it is written, such as `8/255`; checked here, turned into a number where it is used. */
const radius = z
  .union([z.string(), z.number()], 'must be a radius such as 8/255 or 0.5')
  .transform((value, context) => {
    try {
      parseEpsilon(value, 'eps');
    } catch (error) {
      context.addIssue({ code: 'custom', message: reasonOf(error) });
    }
    return String(value).replace(/\s/g, '');
  });

/** The value of a stage's flag as YAML has it; `true` is a flag without a value. */
const flagValue = z.union([z.string(), z.number(), z.boolean()], 'must be text, a number, true or false');
export type FlagValue = z.infer<typeof flagValue>;

/** One attack's place in the grid: what tells one attack on a network from another. */
export const attackCellSchema = z.strictObject({
  norm: normSchema,
  eps: radius,
  steps: z.int().min(1),
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
});
export type AttackCell = z.infer<typeof attackCellSchema>;

/** `train` holds the flags of `bcos-train` but for `data`, `out` and `quiet`. */
const networkSchema = z.strictObject({
  title: z.string(),
  train: z.object({ arch: z.string() }).catchall(flagValue),
});

/**
 * A grid of attacks: every network with every eps, number of steps and threat, all of one variant. `networks: all` is every
 * network.
 */
const attackGridSchema = z.strictObject({
  norm: normSchema,
  eps: z.array(radius).min(1),
  steps: z.array(z.int().min(1)).min(1),
  threat: z.array(threatSchema).min(1).default(['encoded']),
  ...attackVariantKeys,
  networks: z.union([z.literal('all'), z.array(identifier).min(1)], 'must be all or a list of networks').default('all'),
  /** The first so many pictures of the test split. */
  limit: z.int().min(1).optional(),
  /** So many attacked pictures are kept for figures. */
  keep: z.int().min(0).default(8),
  /** Other flags of `bcos-attack`. */
  flags: z.record(z.string(), flagValue).default({}),
});

const explanationSchema = z.strictObject({
  network: identifier,
  attack: attackCellSchema,
  limit: z.int().min(1).default(8),
});
export type ExplanationCell = z.infer<typeof explanationSchema>;

const rowSchema = z.strictObject({ network: identifier, title: z.string().optional() });

/** A table in the article's layout: a row a network, natural accuracy, a column an eps, one number a count of steps. */
const tableSchema = z.strictObject({
  id: identifier,
  title: z.string(),
  norm: normSchema,
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
  eps: z.array(radius).min(1),
  steps: z.array(z.int().min(1)).min(1),
  rows: z.array(rowSchema).min(1),
});
export type TableSpec = z.infer<typeof tableSchema>;

const trainingCurvesSchema = z.strictObject({
  id: identifier,
  title: z.string(),
  kind: z.literal('training-curves'),
  networks: z.array(identifier).min(1),
});
const explanationFigureSchema = z.strictObject({
  id: identifier,
  title: z.string(),
  kind: z.literal('explanations'),
  network: identifier,
  attack: attackCellSchema,
});
const noiseFigureSchema = z.strictObject({
  id: identifier,
  title: z.string(),
  kind: z.literal('noise'),
  networks: z.array(identifier).min(1),
  attack: attackCellSchema,
  pictures: z.int().min(1).default(8),
});
/** The kinds of figure: 1 (training curves), 2 to 5 (explanations), 6 (noise). */
export const figureSchema = z.discriminatedUnion('kind', [
  trainingCurvesSchema,
  explanationFigureSchema,
  noiseFigureSchema,
]);
export type FigureSpec = z.infer<typeof figureSchema>;

/** `pipelines/NAME.yaml`. */
export const pipelineSchema = z.strictObject({
  title: z.string(),
  /** The flags of `bcos-data` but for `out`, `quiet` and `source`: where the archive lies is no part of a pipeline. */
  data: z.object({ dataset: z.string() }).catchall(flagValue),
  networks: z.record(identifier, networkSchema),
  attacks: z.array(attackGridSchema),
  explanations: z.array(explanationSchema).default([]),
  report: z.strictObject({ tables: z.array(tableSchema), figures: z.array(figureSchema) }),
});
export type PipelineSpec = z.infer<typeof pipelineSchema>;
