import { exactMcnemar } from '@bcos-bench/vocabulary';
import type { OutcomeByImage } from './outcomeByImage.js';
import { pairedCounts, type PairedCounts } from './pairedCounts.js';
import { pairedDifference, type Difference } from './pairedDifference.js';

/** Two classifiers differ where such a split of the images would come about by chance less often than this. */
const SIGNIFICANCE = 0.05;

/** Two classifiers of the same images, compared image by image. */
export interface PairedComparison extends PairedCounts {
  /** Of the exact test of McNemar. */
  readonly p: number;
  /** Whether p is below 0.05. */
  readonly differs: boolean;
  /** The share that B classifies rightly less that of A. */
  readonly difference: Difference;
}

/** Compares A and B over the images that both saw; null where there are none. */
export function comparePaired(a: OutcomeByImage, b: OutcomeByImage): PairedComparison | null {
  const counts = pairedCounts(a, b);
  if (counts.both + counts.onlyA + counts.onlyB + counts.neither === 0) return null;
  const p = exactMcnemar(counts.onlyA, counts.onlyB);
  return { ...counts, p, differs: p < SIGNIFICANCE, difference: pairedDifference(counts) };
}
