import { z } from 'zod';
import { attackCellSchema } from '../attackCell.js';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';

/** The article's figure 6. */
export const noise = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('noise'),
    networks: networkList,
    attack: attackCellSchema,
    images: z.int().min(1).default(8),
  }),
  ({ networks, attack, images }) => networks.map((network) => ({ network, attack, images })),
);
