import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, last } from './at.js';
import { exactMcnemar } from './exactMcnemar.js';

describe('exactMcnemar', () => {
  // scipy 1.17.1: binomtest(min(b, c), b + c, 0.5).pvalue
  it.each([
    [1, 0, 1],
    [5, 5, 1],
    [5, 0, 0.0625],
    [6, 0, 0.03125],
    [12, 3, 0.03515625],
    [10, 2, 0.03857421875],
    [25, 40, 0.08168153394154003],
    [100, 131, 0.048163053440744306],
    [400, 500, 0.0009564441369189373],
    [4000, 4300, 0.001029736761268162],
    [700, 1500, 1.5593657712934237e-66],
    [0, 2000, 0],
  ])('is that of scipy for %i and %i images', (onlyA, onlyB, p) => {
    const found = exactMcnemar(onlyA, onlyB);
    expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-9 * p);
    expect(exactMcnemar(onlyB, onlyA)).toBe(found);
  });

  it('is 1 where they differ on no image, as it must', () => {
    expect(exactMcnemar(0, 0)).toBe(1);
  });

  it('falls as the split becomes less even, and is a probability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 99 }), (total, share) => {
        const fewer = Math.floor((share * total) / 200);
        const p = exactMcnemar(fewer, total - fewer);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        if (fewer > 0) expect(exactMcnemar(fewer - 1, total - fewer + 1)).toBeLessThanOrEqual(p);
      }),
    );
  });

  it('is a probability of both tails', () => {
    const halves = Array.from({ length: 8 }, (_, fewer) => exactMcnemar(fewer, 15 - fewer) / 2);
    expect(halves.every((half, i) => i === 0 || half > at(halves, i - 1))).toBe(true);
    // Fewer than half of 15 images fall to one of the two: as likely as not.
    expect(last(halves)).toBe(0.5);
  });
});
