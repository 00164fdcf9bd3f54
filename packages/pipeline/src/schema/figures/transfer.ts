import { z } from 'zod';
import { attackCellSchema } from '../attackCell.js';
import { about, figureKind } from './figureKind.js';

/** How far the images of an attack on each network fool the others. */
export const transfer = figureKind(
  z.strictObject({ ...about, kind: z.literal('transfer'), attack: attackCellSchema }),
  ({ attack }) => [{ transferred: attack }],
);
