import { naturalAccuracy } from '../results/naturalAccuracy.js';
import type { AccuracyPoint } from './accuracyPanels.js';
import type { MeasuredAttack } from './attackSeries.js';

/** The lines of one panel, network by network: natural accuracy at 0, then every attack at its place, from left to right. */
export function accuracyPoints(
  attacks: readonly MeasuredAttack[],
  place: (attack: MeasuredAttack) => Pick<AccuracyPoint, 'x' | 'place'>,
): AccuracyPoint[] {
  const titles = [...new Set(attacks.map(({ title }) => title))];
  return titles.flatMap((network) => {
    const own = attacks.filter(({ title }) => title === network);
    const natural = naturalAccuracy(own);
    const attacked = own.map((attack) => ({ network, ...place(attack), accuracy: attack.robust }));
    const before = natural === null ? [] : [{ network, x: 0, place: 'without an attack', accuracy: natural }];
    return [...before, ...attacked].sort((a, b) => a.x - b.x);
  });
}
