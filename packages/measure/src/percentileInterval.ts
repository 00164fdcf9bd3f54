import { quantile } from '@bcos-bench/vocabulary';

/** A 95% interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The 95% interval of a statistic by the percentile bootstrap (Efron 1979).
 * @param samples how often the statistic is drawn
 * @param draw the statistic of units that are drawn again with replacement, each with all of its numbers
 */
export function percentileInterval(samples: number, draw: () => number): Interval {
  const drawn = Float64Array.from({ length: samples }, draw).sort();
  return { low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}
