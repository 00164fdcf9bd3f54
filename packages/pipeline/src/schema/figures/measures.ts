import { z } from 'zod';
import { attributionMethodSchema, explanationMeasureSchema } from '@bcos-bench/vocabulary';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';

/** How good the explanations of networks are: a panel for each measure, a row for each method, a dot for each network. */
export const measures = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('measures'),
    networks: networkList,
    methods: z
      .array(attributionMethodSchema)
      .min(1)
      .optional()
      .describe('rows; all that were measured unless given; of one method, each network has a row'),
    measures: z
      .array(explanationMeasureSchema)
      .min(1)
      .optional()
      .describe('panels; all that were measured unless given'),
  }),
  ({ networks, methods = [null], measures: wanted = [null] }) =>
    networks.flatMap((network) => wanted.flatMap((measure) => methods.map((method) => ({ network, measure, method })))),
);
