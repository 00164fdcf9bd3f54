import { proportion } from '@bcos-bench/vocabulary';
import type { PairedCounts } from './pairedCounts.js';

/** A difference of two shares in [-1,1], with its 95% interval. */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The share of images that B classifies rightly less that of A, over the same images, with Newcombe's interval from the Wilson intervals of
 * both and the correlation of their outcomes (Newcombe 1998, "Improved confidence intervals for the difference between binomial proportions
 * based on paired data", method 10). There must be at least one image.
 */
export function pairedDifference({ both, onlyA, onlyB, neither }: PairedCounts): Difference {
  const total = both + onlyA + onlyB + neither;
  const [a, b] = [proportion(both + onlyA, total), proportion(both + onlyB, total)];
  const value = (onlyB - onlyA) / total;
  const twicePhi = 2 * correlation({ both, onlyA, onlyB, neither });
  const distance = (ofB: number, ofA: number): number =>
    Math.sqrt(Math.max(0, ofB * ofB - twicePhi * ofB * ofA + ofA * ofA));
  return {
    value,
    low: value - distance(b.value - b.low, a.high - a.value),
    high: value + distance(b.high - b.value, a.value - a.low),
  };
}

/** The correlation of two outcomes, corrected for continuity as the method asks; 0 where one of them never varies. */
function correlation({ both, onlyA, onlyB, neither }: PairedCounts): number {
  const total = both + onlyA + onlyB + neither;
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (margins === 0) return 0;
  const excess = both * neither - onlyA * onlyB;
  const corrected = excess > 0 ? Math.max(0, excess - total / 2) : excess;
  return corrected / Math.sqrt(margins);
}
