import { z } from 'zod';
import { attackNameSchema, attacksExplanation, threatSchema } from '@bcos-bench/vocabulary';
import type { AttackCell } from '../attackCell.js';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';
import { sameSetting } from './sameSetting.js';

const explanationAttack = attackNameSchema.refine(attacksExplanation, {
  error: 'must be an attack on explanations, such as move-map',
});

/** How many maps stay where explanations are attacked, at every radius, and how many where another attack, such as noise, does it. */
export const mapShares = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('map-shares'),
    networks: networkList.describe('rows'),
    attack: explanationAttack.describe('attack on explanations'),
    beside: explanationAttack.default('move-map-noise').describe('another, drawn beside it'),
    steps: z.int().min(1).describe('of both'),
    threat: threatSchema.default('encoded'),
  }),
  (figure) =>
    figure.networks.flatMap((network) =>
      [figure.attack, figure.beside].map((attack) => ({
        network,
        explained: (cell: AttackCell) => cell.steps === figure.steps && sameSetting(cell, { ...figure, attack }),
        what: `${attack}, ${figure.steps} steps, ${figure.threat} threat`,
      })),
    ),
);
