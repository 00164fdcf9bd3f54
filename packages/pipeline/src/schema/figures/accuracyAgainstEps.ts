import { z } from 'zod';
import { threatSchema } from '@bcos-bench/vocabulary';
import { attackVariantKeys } from '../attackVariant.js';
import { allOrSome } from '../networkList.js';
import { about, figureKind } from './figureKind.js';
import { sameSetting } from './sameSetting.js';

/** Every radius of the grids, at one number of steps. */
export const accuracyAgainstEps = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('accuracy-against-eps'),
    networks: allOrSome,
    steps: z.int().min(1),
    threat: threatSchema.default('encoded'),
    ...attackVariantKeys,
  }),
  (figure) => [
    {
      fits: (cell) => cell.steps === figure.steps && sameSetting(cell, figure),
      what: `${figure.steps} steps`,
      key: ['steps'],
    },
  ],
);
