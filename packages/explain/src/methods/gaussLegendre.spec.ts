import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { gaussLegendre } from './gaussLegendre.js';

describe('gaussLegendre', () => {
  it('has the points and weights of the tables', () => {
    expect(gaussLegendre(1)).toEqual([{ at: 0.5, weight: 1 }]);
    const [first, middle, last] = gaussLegendre(3);
    expect(first?.at).toBeCloseTo((1 - Math.sqrt(0.6)) / 2, 15);
    expect(first?.weight).toBeCloseTo(5 / 18, 15);
    expect(middle?.at).toBeCloseTo(0.5, 15);
    expect(middle?.weight).toBeCloseTo(4 / 9, 15);
    expect(last?.at).toBeCloseTo((1 + Math.sqrt(0.6)) / 2, 15);
  });
  it('integrates polynomials of a degree below twice the number of points', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(239), (count, power) => {
        fc.pre(power < 2 * count);
        const integral = gaussLegendre(count).reduce((sum, { at, weight }) => sum + weight * at ** power, 0);
        expect(integral).toBeCloseTo(1 / (power + 1), 12);
      }),
    );
  });
  it('does not integrate the next degree', () => {
    const integral = gaussLegendre(2).reduce((sum, { at, weight }) => sum + weight * at ** 4, 0);
    expect(Math.abs(integral - 1 / 5)).toBeGreaterThan(1e-3);
  });
  it('goes from 0 to 1, the same from both ends', () => {
    const points = gaussLegendre(50);
    let before = 0;
    for (const [place, point] of points.entries()) {
      const opposite = at(points, 49 - place);
      expect(point.at).toBeGreaterThan(before);
      expect(point.at + opposite.at).toBeCloseTo(1, 14);
      expect(point.weight).toBeCloseTo(opposite.weight, 14);
      before = point.at;
    }
  });
});
