import { z } from 'zod';
import { attributionMethodSchema, explanationMeasureSchema } from '@bcos-bench/vocabulary';
import { identifier } from './identifier.js';

/** How good the explanations of a network are: a measurement of some methods by some measures. */
export const measureSchema = z.strictObject({
  network: identifier,
  name: identifier.optional().describe('tells it from others of the same network'),
  methods: z
    .array(attributionMethodSchema)
    .min(1)
    .optional()
    .describe('all unless given; what is not defined for the network is left out by itself'),
  measures: z.array(explanationMeasureSchema).min(1).optional().describe('all unless given'),
  limit: z.int().min(1).default(64).describe('images, the first of the test split'),
});
export type MeasureSpec = z.infer<typeof measureSchema>;
