import { z } from 'zod';
import { attackCellSchema } from '../attackCell.js';
import { identifier } from '../identifier.js';
import { about, figureKind } from './figureKind.js';

/** Counts of images by label and by predicted class, before and after an attack. */
export const confusion = figureKind(
  z.strictObject({ ...about, kind: z.literal('confusion'), network: identifier, attack: attackCellSchema }),
  ({ network, attack }) => [{ network, attack }],
);
