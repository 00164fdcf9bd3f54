import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { medianInterval } from './medianInterval.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('medianInterval', () => {
  it('has the middle value, or the middle of the two', () => {
    expect(medianInterval([9, 1, 2])).toEqual({ median: 2, interval: null, count: 3 });
    expect(medianInterval([4, 1, 2, 9])?.median).toBe(3);
    expect(medianInterval([])).toBeNull();
    expect(medianInterval([1, Infinity, Infinity, Infinity])?.median).toBe(Infinity);
  });

  // R: qbinom(0.025, n, 0.5) is the rank from below, and n + 1 less it that from above.
  it.each([
    [6, 1, 6],
    [8, 1, 8],
    [9, 2, 8],
    [10, 2, 9],
    [25, 8, 18],
    [100, 40, 61],
    [1000, 469, 532],
    [10_000, 4902, 5099],
  ])('of %i values runs from the one of rank %i to that of rank %i', (count, low, high) => {
    expect(medianInterval(upTo(count))?.interval).toEqual({ low, high });
  });

  it('has no interval below 6 values', () => {
    expect(medianInterval(upTo(5))?.interval).toBeNull();
    expect(medianInterval(upTo(6))?.interval).not.toBeNull();
  });

  it('is wide enough for 95% and no wider', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 60 }), (count) => {
        const rank = intervalOf(upTo(count)).low;
        expect(2 * probabilityBelow(count, rank)).toBeLessThanOrEqual(0.05);
        expect(2 * probabilityBelow(count, rank + 1)).toBeGreaterThan(0.05);
      }),
    );
  });

  it('does not depend on the order, and turns round with the signs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 6 }), (values) => {
        const turned = values.map((value) => -value).reverse();
        expect(intervalOf(values).low).toBe(0 - intervalOf(turned).high);
        expect(medianInterval(values)?.median).toBe(0 - Number(medianInterval(turned)?.median));
      }),
    );
  });
});

function intervalOf(values: number[]): { readonly low: number; readonly high: number } {
  const interval = medianInterval(values)?.interval;
  if (interval === undefined || interval === null) throw new Error(`${values.length} values have no interval`);
  return interval;
}

/** The probability that fewer than `rank` of `count` fair coins show heads, from Pascal's triangle in whole numbers. */
function probabilityBelow(count: number, rank: number): number {
  let row = [1];
  for (let i = 0; i < count; i++) row = [...row, 0].map((value, j) => value + (j === 0 ? 0 : at(row, j - 1)));
  return row.slice(0, rank).reduce((a, b) => a + b, 0) / 2 ** count;
}
