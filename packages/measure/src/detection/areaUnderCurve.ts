import { randomStream } from '@bcos-bench/random';
import { at, float64At } from '@bcos-bench/vocabulary';
import { percentileInterval, type Interval } from '../percentileInterval.js';
import { DETECTION } from '../randomPurposes.js';

/** Samples of the bootstrap. */
const SAMPLES = 1000;

/** A number of each image, before and after an attack: two lists of the same images. */
export interface BeforeAndAfter {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** The area under the ROC curve with its 95% interval. */
export interface AreaInterval extends Interval {
  readonly area: number;
}

/**
 * The area under the ROC curve: how often the number of an attacked image is above that of a clean one, where equal ones count half.
 * 0.5 tells nothing, 0 and 1 everything. The interval is that of the percentile bootstrap: images are drawn again, each with both
 * of its numbers.
 * @param numbers of at least one image
 * @param seed of the draws
 */
export function areaUnderCurve(numbers: BeforeAndAfter, seed: number): AreaInterval {
  const images = numbers.before.length;
  const stream = randomStream(seed, DETECTION, images);
  const interval = percentileInterval(SAMPLES, () => {
    const rows = Array.from({ length: images }, () => Math.floor(stream.uniform() * images));
    return area({
      before: rows.map((row) => at(numbers.before, row)),
      after: rows.map((row) => at(numbers.after, row)),
    });
  });
  return { area: area(numbers), ...interval };
}

/** By the sum of ranks (Mann and Whitney 1947): a number counts the clean ones below it, and half of those that equal it. */
function area({ before, after }: BeforeAndAfter): number {
  const sorted = Float64Array.from(before).sort();
  const sum = after.reduce((total, value) => total + (countBelow(sorted, value) + countUpTo(sorted, value)) / 2, 0);
  return sum / (before.length * after.length);
}

const countBelow = (sorted: Float64Array, value: number): number => firstWhere(sorted, (other) => other >= value);
const countUpTo = (sorted: Float64Array, value: number): number => firstWhere(sorted, (other) => other > value);

/** The first place at which something holds that holds at all places after it. */
function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(float64At(sorted, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
