import { z } from 'zod';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';

/** The article's figure 1. */
export const trainingCurves = figureKind(
  z.strictObject({ ...about, kind: z.literal('training-curves'), networks: networkList }),
  () => [],
);
