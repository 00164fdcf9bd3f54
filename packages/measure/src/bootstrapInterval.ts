import { randomStream } from '@bcos-bench/random';
import { at, quantile } from '@bcos-bench/vocabulary';
import { percentileInterval, type Interval } from './percentileInterval.js';
import { BOOTSTRAP } from './randomPurposes.js';

/** Samples of the bootstrap. */
const SAMPLES = 2000;

/** A number, and what was measured together with it. */
export interface UnitValue {
  readonly value: number;
  readonly unit: number;
}

/** A mean with its 95% interval, and the median. */
export interface MeanInterval extends Interval {
  readonly mean: number;
  readonly median: number;
}

/**
 * The mean of numbers with its 95% interval by the percentile bootstrap: units are drawn again with replacement, each
 * with all of its numbers, because those of one unit depend on each other.
 * @param values at least one
 * @param seed of the draws: the same for the same numbers
 */
export function bootstrapInterval(values: readonly UnitValue[], seed: number): MeanInterval {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { value, unit } of values) {
    const { sum, count } = sums.get(unit) ?? { sum: 0, count: 0 };
    sums.set(unit, { sum: sum + value, count: count + 1 });
  }
  const units = [...sums.values()];
  const stream = randomStream(seed, BOOTSTRAP, units.length, values.length);
  const interval = percentileInterval(SAMPLES, () => {
    let [sum, count] = [0, 0];
    for (const unit of units.map(() => at(units, Math.floor(stream.uniform() * units.length)))) {
      sum += unit.sum;
      count += unit.count;
    }
    return sum / count;
  });
  const numbers = Float64Array.from(values, ({ value }) => value).sort();
  return {
    mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
    ...interval,
    median: quantile(numbers, 0.5),
  };
}
