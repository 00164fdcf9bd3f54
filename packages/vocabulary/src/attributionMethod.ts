import { z } from 'zod';

/** The methods that put a logit down to pixels, by name: `docs/explanations.md` says what each computes. */
export const attributionMethodSchema = z.enum([
  'dynamic-linear',
  'input-x-gradient',
  'integrated-gradients',
  'smooth-grad',
]);
export type AttributionMethodName = z.infer<typeof attributionMethodSchema>;
