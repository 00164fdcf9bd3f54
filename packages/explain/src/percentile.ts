import { quantile } from '@bcos-bench/vocabulary';

/**
 * The percentile of `values`, interpolated linearly between its two neighbours, as NumPy's `percentile` does it.
 * @param percent in [0, 100]
 * @throws RangeError where there are no values
 */
export function percentile(values: Float32Array, percent: number): number {
  if (values.length === 0) throw new RangeError('no values have no percentile');
  return quantile(values.toSorted(), percent / 100);
}
