import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { positiveKept } from './positiveKept.js';

const map = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 8, maxLength: 8 });

describe('positiveKept', () => {
  it('counts what stays in its place, and nothing that is new', () => {
    expect(positiveKept([4, 0, -3, 4], [1, 9, 5, 8])).toBe(5 / 8);
    expect(positiveKept([4, 4], [-4, 0])).toBe(0);
  });
  it('is not defined where nothing was positive', () => {
    expect(positiveKept([0, -1], [3, 3])).toBeNull();
  });
  it('is 1 for the same map, falls as that fades, and stays in [0,1]', () => {
    fc.assert(
      fc.property(map, map, fc.integer({ min: 0, max: 8 }), (a, b, eighths) => {
        fc.pre(a.some((value) => value > 0));
        const faded = a.map((value) => (value * eighths) / 8);
        expect(positiveKept(a, faded)).toBe(eighths / 8);
        const kept = positiveKept(a, b);
        expect(kept).toBeGreaterThanOrEqual(0);
        expect(kept).toBeLessThanOrEqual(1);
        expect(
          positiveKept(
            a,
            faded.map((value, place) => value + Math.abs(at(b, place))),
          ),
        ).toBeGreaterThanOrEqual(eighths / 8);
      }),
    );
  });
});
