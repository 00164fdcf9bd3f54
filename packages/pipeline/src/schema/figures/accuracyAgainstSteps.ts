import { z } from 'zod';
import { normSchema, parseEpsilon, threatSchema } from '@bcos-bench/vocabulary';
import { radius } from '../attackCell.js';
import { attackVariantKeys } from '../attackVariant.js';
import { allOrSome } from '../networkList.js';
import { about, figureKind } from './figureKind.js';
import { sameSetting } from './sameSetting.js';

/** Every number of steps of the grids, one panel per radius. */
export const accuracyAgainstSteps = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('accuracy-against-steps'),
    networks: allOrSome,
    norm: normSchema,
    eps: z.array(radius).min(1),
    threat: threatSchema.default('encoded'),
    ...attackVariantKeys,
  }),
  (figure) =>
    figure.eps.map((eps, at) => {
      const size = parseEpsilon(eps);
      return {
        fits: (cell) => cell.norm === figure.norm && parseEpsilon(cell.eps) === size && sameSetting(cell, figure),
        what: `${figure.norm} ${eps}`,
        key: ['eps', at],
      };
    }),
);
