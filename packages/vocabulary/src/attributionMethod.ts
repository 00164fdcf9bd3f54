import { z } from 'zod';

/** The methods that put a logit down to pixels, by name: `docs/explanations.md` says what each computes. */
export const attributionMethodSchema = z.enum([
  'dynamic-linear',
  'gradient',
  'input-x-gradient',
  'integrated-gradients',
  'smooth-grad',
  'guided-backprop',
  'deep-lift',
  'grad-cam',
  'occlusion',
  'rise',
  'lime',
]);
export type AttributionMethodName = z.infer<typeof attributionMethodSchema>;
