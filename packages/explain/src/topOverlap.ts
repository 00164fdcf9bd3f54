import { mostImportantPixels } from '@bcos-bench/vocabulary';

/**
 * The share of the most important eighth of the pixels of one map that is among the most important eighth of another. Of equal pixels the first
 * count. Of two maps that have nothing to do with each other it is an eighth in the mean.
 * @param a a contribution map
 * @param b another one of as many pixels, at least 8
 * @returns a number in [0,1]
 */
export function topOverlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ofA, ofB] = [mostImportantPixels(a), new Set(mostImportantPixels(b))];
  return ofA.filter((pixel) => ofB.has(pixel)).length / ofA.length;
}
