import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { difference } from './differenceInterval.js';

/** Counts of a share over at least one image. */
const share = fc
  .integer({ min: 1, max: 2000 })
  .chain((total) => fc.integer({ min: 0, max: total }).map((correct) => proportion(correct, total)));

describe('difference', () => {
  // Newcombe 1998, Table II, method 10, contrasts (a) to (h).
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('of %i/%i and %i/%i is that of the paper', (a, m, b, n, value, low, high) => {
    const found = difference(proportion(a, m), proportion(b, n));
    expect([found.value, found.low, found.high].map((bound) => Number(bound.toFixed(4)))).toEqual([value, low, high]);
  });

  it('is around its value, within [-1,1], and turns round with the shares', () => {
    fc.assert(
      fc.property(share, share, (after, before) => {
        const [forth, back] = [difference(after, before), difference(before, after)];
        expect(forth.low).toBeLessThanOrEqual(forth.value);
        expect(forth.high).toBeGreaterThanOrEqual(forth.value);
        expect(forth.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(forth.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(back.low).toBeCloseTo(-forth.high, 12);
      }),
    );
  });

  it('has 0 in it where nothing differs', () => {
    fc.assert(
      fc.property(share, (same) => {
        const { low, high } = difference(same, same);
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
