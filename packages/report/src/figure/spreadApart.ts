import { at } from '@bcos-bench/vocabulary';

/**
 * Places as near to `wanted` as they can be with `gap` between each two of them, within [0, highest]; in the same order. Where there is no
 * room for all, they begin at 0 and go beyond.
 */
export function spreadApart(wanted: readonly number[], gap: number, highest: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => at(wanted, a) - at(wanted, b) || b - a);
  const placed = new Array<number>(wanted.length).fill(0);
  let next = 0;
  for (const i of order) {
    placed[i] = Math.max(next, at(wanted, i));
    next = at(placed, i) + gap;
  }
  let most = Math.max(highest, gap * (wanted.length - 1));
  for (const i of order.toReversed()) {
    placed[i] = Math.min(most, at(placed, i));
    most = at(placed, i) - gap;
  }
  return placed;
}
