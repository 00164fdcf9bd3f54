import type { Proportion } from '@bcos-bench/vocabulary';
import type { Difference } from '../paired/pairedDifference.js';

/**
 * The difference of two shares, `after` minus `before`, with Newcombe's interval from the Wilson intervals of both (Newcombe 1998,
 * "Interval estimation for the difference between independent proportions", method 10). Both must be over at least one image, and are
 * taken for independent: where both are over the same images, `pairedDifference` is sharper.
 */
export function difference(after: Proportion, before: Proportion): Difference {
  const value = after.value - before.value;
  const below = Math.hypot(after.value - after.low, before.high - before.value);
  const above = Math.hypot(after.high - after.value, before.value - before.low);
  return { value, low: value - below, high: value + above };
}
