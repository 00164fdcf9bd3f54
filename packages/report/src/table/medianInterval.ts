/** The median of some values and its 95% interval, which is null where there are too few values for one. */
export interface MedianInterval {
  readonly median: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How many values there are. */
  readonly count: number;
}

const TAIL = 0.025;

/**
 * The median with the interval between two order statistics: the k-th smallest and the k-th largest value, k as large as
 * coverage of at least 95% allows, whatever the values are distributed like (Conover 1999, "Practical Nonparametric
 * Statistics", section 3.2). Fewer than 6 values have no such interval.
 * @returns null where there are no values
 */
export function medianInterval(values: readonly number[]): MedianInterval | null {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const [below, above] = [sorted[Math.floor((count - 1) / 2)], sorted[Math.floor(count / 2)]];
  if (below === undefined || above === undefined) return null;
  const rank = lowerRank(count);
  const [low, high] = [sorted[rank - 1], sorted[count - rank]];
  const interval = low === undefined || high === undefined ? null : { low, high };
  // Two equal values may be infinite.
  return { median: below === above ? below : below + (above - below) / 2, interval, count };
}

/**
 * The largest k for which fewer than k of `count` values are below the true median with a probability of at most 2.5%; each
 * value is below it with probability one half. 0 if even k = 1 is too large.
 */
function lowerRank(count: number): number {
  let logProbability = -count * Math.LN2;
  let cumulative = Math.exp(logProbability);
  let below = 0;
  while (cumulative <= TAIL) {
    logProbability += Math.log((count - below) / (below + 1));
    cumulative += Math.exp(logProbability);
    below += 1;
  }
  return below;
}
