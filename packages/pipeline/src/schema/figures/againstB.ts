import { z } from 'zod';
import { attributionMethodSchema, explanationMeasureSchema, normSchema, threatSchema } from '@bcos-bench/vocabulary';
import { attackVariantKeys } from '../attackVariant.js';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';
import { sameSetting } from './sameSetting.js';

/** What the exponent b of B-cos networks changes: their accuracy at every radius of the grids, and how good their explanations are. */
export const againstB = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('against-b'),
    networks: networkList,
    norm: normSchema,
    steps: z.int().min(1),
    threat: threatSchema.default('encoded'),
    ...attackVariantKeys,
    measures: z.array(explanationMeasureSchema).default([]).describe('of explanations, a panel each'),
    method: attributionMethodSchema.default('dynamic-linear').describe('whose explanations are measured'),
  }),
  (figure) => [
    {
      fits: (cell) => cell.norm === figure.norm && cell.steps === figure.steps && sameSetting(cell, figure),
      what: `${figure.norm} and ${figure.steps} steps`,
      key: ['steps'],
    },
    ...figure.networks.flatMap((network) =>
      figure.measures.map((measure) => ({ network, measure, method: figure.method })),
    ),
  ],
);
