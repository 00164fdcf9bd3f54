import { at } from '@bcos-bench/vocabulary';

/** The share of the pixels that count as the most important ones. */
const TOP = 1 / 8;

/**
 * The share of the most important eighth of the pixels of one map that is among the most important eighth of another. Of equal pixels the first
 * count. Of two maps that have nothing to do with each other it is an eighth in the mean.
 * @param a a contribution map
 * @param b another one of as many pixels, at least 8
 * @returns a number in [0,1]
 */
export function topOverlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ofA, ofB] = [topPixels(a), new Set(topPixels(b))];
  return ofA.filter((pixel) => ofB.has(pixel)).length / ofA.length;
}

function topPixels(map: ArrayLike<number>): number[] {
  const ranked = Array.from(map, (_, pixel) => pixel).sort((p, q) => at(map, q) - at(map, p) || p - q);
  return ranked.slice(0, Math.max(1, Math.round(TOP * map.length)));
}
