import { z } from 'zod';
import { normSchema, parseEpsilon, threatSchema } from '@bcos-bench/vocabulary';
import { attackVariantKeys } from './attackVariant.js';
import { readableAs } from './readableAs.js';

/** A radius as it is written, such as `8/255`; checked here, turned into a number where it is used. */
export const radius = z
  .union([z.string(), z.number()], 'must be a radius such as 8/255 or 0.5')
  .superRefine(readableAs((value) => parseEpsilon(value, 'eps')))
  .transform((value) => String(value).replace(/\s/g, ''));

/** One attack's place in the grid: what tells one attack on a network from another. */
export const attackCellSchema = z.strictObject({
  norm: normSchema,
  eps: radius,
  steps: z.int().min(1),
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
});
export type AttackCell = z.infer<typeof attackCellSchema>;
