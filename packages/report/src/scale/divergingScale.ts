import { quantile } from '@bcos-bench/vocabulary';

/** Red, green and blue in [0,1]. */
type DivergingColour = readonly [red: number, green: number, blue: number];

/** The colour of what is not a number. */
const NOT_A_NUMBER: DivergingColour = [0.5, 0.5, 0.5];

/** The share of values that a scale does not cut. */
const KEPT_SHARE = 0.995;

/**
 * The limit of a scale symmetric about 0: the 99.5th percentile of |value|, interpolated between neighbours as NumPy's
 * `percentile` does it. What is not a number does not count. 0 where all is 0, or nothing counts.
 */
export function symmetricLimit(values: Float32Array): number {
  const sorted = Float64Array.from(values).filter(Number.isFinite).map(Math.abs).sort();
  if (sorted.length === 0) return 0;
  return quantile(sorted, KEPT_SHARE);
}

/** The colour of `share` of the limit, in [-1,1]: matplotlib's `bwr`, blue through white to red. What is beyond is cut, and what is not a number is grey. */
export function divergingColour(share: number): DivergingColour {
  if (Number.isNaN(share)) return NOT_A_NUMBER;
  const cut = Math.max(-1, Math.min(1, share));
  return cut < 0 ? [1 + cut, 1 + cut, 1] : [1, 1 - cut, 1 - cut];
}
