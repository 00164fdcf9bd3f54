import { z } from 'zod';
import { attributionMethodSchema } from '@bcos-bench/vocabulary';
import { attackCellSchema } from './attackCell.js';
import { identifier } from './identifier.js';

/** Whether explanations tell the images of an attack on a network from clean ones. */
export const detectionSchema = z.strictObject({
  network: identifier,
  attack: attackCellSchema.describe('the attack whose images are told from clean ones'),
  method: attributionMethodSchema.optional().describe('the usual one of the network unless given'),
  limit: z.int().min(1).default(64).describe('images, the first of the test split; the attack must keep them'),
});
export type DetectionSpec = z.infer<typeof detectionSchema>;
