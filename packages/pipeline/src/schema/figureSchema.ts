import { z } from 'zod';
import { attributionMethodSchema, normSchema, threatSchema } from '@bcos-bench/vocabulary';
import { attackCellSchema, radius } from './attackCell.js';
import { attackVariantKeys } from './attackVariant.js';
import { identifier } from './identifier.js';

const about = { id: identifier, title: z.string() };
const networkList = z.array(identifier).min(1);
const networks = z.union([z.literal('all'), networkList], 'must be all or a list of networks').default('all');

const trainingCurvesSchema = z.strictObject({
  ...about,
  kind: z.literal('training-curves'),
  networks: networkList,
});

const explanationFigureSchema = z.strictObject({
  ...about,
  kind: z.literal('explanations'),
  network: identifier,
  attack: attackCellSchema,
  method: attributionMethodSchema.optional(),
});

const noiseFigureSchema = z.strictObject({
  ...about,
  kind: z.literal('noise'),
  networks: networkList,
  attack: attackCellSchema,
  images: z.int().min(1).default(8),
});

/** Every radius that the grids have, at one count of steps. */
const accuracyAgainstEpsSchema = z.strictObject({
  ...about,
  kind: z.literal('accuracy-against-eps'),
  networks,
  steps: z.int().min(1),
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
});

/** Every count of steps that the grids have, a panel a radius. */
const accuracyAgainstStepsSchema = z.strictObject({
  ...about,
  kind: z.literal('accuracy-against-steps'),
  networks,
  norm: normSchema,
  eps: z.array(radius).min(1),
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
});

const confusionSchema = z.strictObject({
  ...about,
  kind: z.literal('confusion'),
  network: identifier,
  attack: attackCellSchema,
});

const distanceHistogramSchema = z.strictObject({
  ...about,
  kind: z.literal('distance-histogram'),
  networks: networkList,
  attack: attackCellSchema,
});

/** The kinds of figure: the article's 1 (training curves), 2 to 5 (explanations) and 6 (noise), then those that it lacks. */
export const figureSchema = z.discriminatedUnion('kind', [
  trainingCurvesSchema,
  explanationFigureSchema,
  noiseFigureSchema,
  accuracyAgainstEpsSchema,
  accuracyAgainstStepsSchema,
  confusionSchema,
  distanceHistogramSchema,
]);
export type FigureSpec = z.infer<typeof figureSchema>;
