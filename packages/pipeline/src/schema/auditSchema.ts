import { z } from 'zod';
import { threatSchema, usualNormSchema } from '@bcos-bench/vocabulary';
import { radius } from './attackCell.js';
import { flagsOf, flagValue } from './flagSpelling.js';
import { identifier } from './identifier.js';

/** Whether the gradients of a network are masked: an audit of it at one radius. */
export const auditSchema = z.strictObject({
  network: identifier,
  norm: usualNormSchema,
  eps: radius,
  threat: threatSchema.default('encoded'),
  from: identifier.optional().describe('another network of the pipeline, whose attacked images are tried'),
  limit: z.int().min(1).default(32).describe('images, the first of the test split'),
  flags: flagsOf('audit')
    .pipe(z.record(z.string(), flagValue))
    .default({})
    .describe('other flags of bcos-attack audit'),
});
export type AuditSpec = z.infer<typeof auditSchema>;
