import type { Proportion } from '@bcos-bench/vocabulary';

/** A difference of two shares, `after` minus `before`, in [-1,1], with its 95% interval. */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The difference of two shares with Newcombe's interval from the Wilson intervals of both (Newcombe 1998, "Interval estimation
 * for the difference between independent proportions", method 10). Both must be over at least one image. Where both are over
 * the same images, as usual here, they rise and fall together, and the interval is wider than it need be: it errs on the
 * side of saying nothing.
 */
export function difference(after: Proportion, before: Proportion): Difference {
  const value = after.value - before.value;
  const below = Math.hypot(after.value - after.low, before.high - before.value);
  const above = Math.hypot(after.high - after.value, before.value - before.low);
  return { value, low: value - below, high: value + above };
}
