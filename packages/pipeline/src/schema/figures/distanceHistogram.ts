import { z } from 'zod';
import { attackCellSchema } from '../attackCell.js';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';

/** How far an attack has moved the images of each network. */
export const distanceHistogram = figureKind(
  z.strictObject({ ...about, kind: z.literal('distance-histogram'), networks: networkList, attack: attackCellSchema }),
  ({ networks, attack }) => networks.map((network) => ({ network, attack })),
);
