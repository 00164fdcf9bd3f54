import { at } from '@bcos-bench/vocabulary';
import { RANDOMISATIONS } from '../randomisedWeights.js';
import { randomisedMaps } from '../randomisedMaps.js';
import { rowsOf } from '../rowsOf.js';
import { shareEntropy } from '../shareEntropy.js';
import type { Measure } from '../subject.js';

/** Bins of the histogram of a map. */
const BINS = 100;

/**
 * Efficient MPRT (Hedström et al. 2024): the relative rise of the entropy of the map's histogram when all layers become random at once;
 * null where the map has one value everywhere.
 */
export const efficientMprt: Measure = (subject) => {
  const count = subject.index.length;
  const random = rowsOf(randomisedMaps(RANDOMISATIONS)(subject), count);
  const values = rowsOf(subject.maps, count).map((map, row) => {
    const [before, after] = [histogramEntropy(map), histogramEntropy(at(random, row))];
    return before === 0 ? null : (after - before) / before;
  });
  return { values };
};

/** The entropy of the histogram of the sizes in a map, with bins as wide as each other from the least to the largest; 0 where all are equal. */
export function histogramEntropy(map: Float32Array): number {
  const sizes = Float64Array.from(map, Math.abs);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least === most) return 0;
  const counts = new Array<number>(BINS).fill(0);
  for (const size of sizes) {
    const bin = Math.min(BINS - 1, Math.floor(((size - least) / (most - least)) * BINS));
    counts[bin] = at(counts, bin) + 1;
  }
  return shareEntropy(counts) ?? 0;
}
