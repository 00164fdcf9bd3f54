import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosine } from './cosine.js';
import { peerStatistics } from './fixtures/peerStatistics.fixture.js';

const map = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 });

describe('cosine', () => {
  it('is that of the angle between two vectors', () => {
    expect(cosine([1, 0], [1, 1])).toBeCloseTo(Math.SQRT1_2, 15);
    expect(cosine([1, 2], [-2, 1])).toBe(0);
    expect(cosine([1, 2], [-2, -4])).toBe(-1);
  });
  it.each(peerStatistics)("is scipy's ($name)", ({ a, b, cosine: expected }) => {
    expect(cosine(a, b)).toBeCloseTo(expected, 12);
  });
  it('is not defined of a map that is zero everywhere', () => {
    expect(cosine([0, 0], [1, 2])).toBeNull();
    expect(cosine([1, 2], [0, 0])).toBeNull();
  });
  it('is symmetric, knows no scale, and stays in [-1,1]', () => {
    fc.assert(
      fc.property(map, map, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, scale) => {
        const value = cosine(a, b) ?? 0;
        const scaled = a.map((x) => scale * x);
        expect(cosine(b, a) ?? 0).toBe(value);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(cosine(scaled, b) ?? 0).toBeCloseTo(value, 12);
      }),
    );
  });
});
