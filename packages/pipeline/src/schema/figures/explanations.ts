import { z } from 'zod';
import { attributionMethodSchema } from '@bcos-bench/vocabulary';
import { attackCellSchema } from '../attackCell.js';
import { identifier } from '../identifier.js';
import { about, figureKind } from './figureKind.js';

/** The article's figures 2 to 5. */
export const explanations = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('explanations'),
    network: identifier,
    attack: attackCellSchema,
    method: attributionMethodSchema.optional(),
  }),
  (explanation) => [{ explanation }],
);
