import { z } from 'zod';
import { corruptionNameSchema, LARGEST_SEVERITY } from '@bcos-bench/vocabulary';
import { allOrSome } from './networkList.js';

const severity = z.int().min(1).max(LARGEST_SEVERITY);

/** Common corruptions of the test images, each in every strength, on which networks are evaluated. */
export const corruptionSchema = z.strictObject({
  corruption: z.array(corruptionNameSchema).min(1).describe('corruptions by name'),
  severity: z
    .array(severity)
    .min(1)
    .default(Array.from({ length: LARGEST_SEVERITY }, (_, i) => i + 1))
    .describe('strengths from 1 to 5'),
  networks: allOrSome,
  limit: z.int().min(1).optional().describe('images, the first of the test split; all unless given'),
});
