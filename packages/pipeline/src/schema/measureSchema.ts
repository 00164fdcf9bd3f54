import { z } from 'zod';
import { attributionMethodSchema, explanationMeasureSchema } from '@bcos-bench/vocabulary';
import { identifier } from './identifier.js';

/** How good the explanations of a network are: a measurement of some methods by some measures. */
export const measureSchema = z.strictObject({
  network: identifier,
  /** Tells it from others of the same network. */
  name: identifier.optional(),
  /** All where they are left out; what is not defined for the network is left out by itself. */
  methods: z.array(attributionMethodSchema).min(1).optional(),
  measures: z.array(explanationMeasureSchema).min(1).optional(),
  /** The first images of the test split, of this number. */
  limit: z.int().min(1).default(64),
});
export type MeasureSpec = z.infer<typeof measureSchema>;
