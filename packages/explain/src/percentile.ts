/**
 * The percentile of `values`, interpolated linearly between its two neighbours, as NumPy's `percentile` does it.
 * @param percent in [0, 100]
 * @throws RangeError where there are no values
 */
export function percentile(values: Float32Array, percent: number): number {
  const sorted = values.toSorted();
  const position = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('no values have no percentile');
  return below + (above - below) * (position - Math.floor(position));
}
