import { eachPair } from './eachPair.js';

/**
 * The share of the positive contribution of one map that a second has in the same place: sum min(a+, b+) / sum a+, where a+ is
 * a with its negative values cut. What the second adds elsewhere, or on top, does not count.
 * @param a the contribution map before
 * @param b as many numbers: the map after
 * @returns a number in [0,1]; null where `a` has nothing positive
 */
export function positiveKept(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let kept = 0;
  let all = 0;
  eachPair(a, b, (x, y) => {
    const positive = Math.max(0, x);
    all += positive;
    kept += Math.min(positive, Math.max(0, y));
  });
  return all === 0 ? null : kept / all;
}
