import { z } from 'zod';
import { corruptionNameSchema, LARGEST_SEVERITY } from '@bcos-bench/vocabulary';
import { allOrSome } from './networkList.js';

const severity = z.int().min(1).max(LARGEST_SEVERITY);

/** Common corruptions of the test images, each in every strength, on which networks are evaluated. */
export const corruptionSchema = z.strictObject({
  corruption: z.array(corruptionNameSchema).min(1),
  severity: z
    .array(severity)
    .min(1)
    .default(Array.from({ length: LARGEST_SEVERITY }, (_, i) => i + 1)),
  networks: allOrSome,
  /** The number of images, the first of the test split. */
  limit: z.int().min(1).optional(),
});
