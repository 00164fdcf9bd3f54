import { z } from 'zod';
import { attackDescription } from '@bcos-bench/vocabulary';
import { attackCellSchema, type AttackCell } from '../attackCell.js';
import { attackVariantKeys, type AttackVariant } from '../attackVariant.js';
import { networkList } from '../networkList.js';
import { about, figureKind } from './figureKind.js';
import { sameSetting } from './sameSetting.js';

/** Whether an attack looks for the smallest radius of each image, whatever the class that the image is taken for. */
export function findsSmallestRadii({ attack = 'pgd', targeted }: Pick<AttackVariant, 'attack' | 'targeted'>): boolean {
  return attackDescription(attack).finds === 'nearest' && targeted === undefined;
}

const nearestCell = attackCellSchema.refine(findsSmallestRadii, {
  error: 'must be an untargeted attack that finds the smallest radius of each image, such as { attack: fmn }',
});

/** Accuracy at every radius, from one attack per network that finds the smallest radius of each image; other attacks as dots beside it. */
export const radiusCurve = figureKind(
  z.strictObject({
    ...about,
    kind: z.literal('radius-curve'),
    networks: networkList,
    attack: nearestCell,
    /** The attacks that are dots: every radius of the grids in the same norm and threat. */
    beside: z.strictObject({ steps: z.int().min(1), ...attackVariantKeys }).optional(),
  }),
  ({ networks, attack, beside }) => [
    ...networks.map((network) => ({ network, attack })),
    ...(beside === undefined ? [] : [besideNeed(attack, beside)]),
  ],
);

function besideNeed(attack: AttackCell, beside: AttackVariant & { readonly steps: number }) {
  return {
    fits: (cell: AttackCell) =>
      cell.norm === attack.norm &&
      cell.steps === beside.steps &&
      sameSetting(cell, { ...beside, threat: attack.threat }),
    what: `${attack.norm} and ${beside.steps} steps`,
    key: ['beside', 'steps'],
  };
}
