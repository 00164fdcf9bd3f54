import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.js';

// Without negative zeros, which are equal to zeros and still another value to `toBe`.
const values = fc
  .float32Array({ minLength: 1, maxLength: 50, noNaN: true, noDefaultInfinity: true })
  .map((array) => array.map((value) => value + 0));

describe('percentile', () => {
  it('agrees with numpy.percentile', () => {
    expect(percentile(Float32Array.of(4, 1, 3, 2), 50)).toBe(2.5);
    expect(percentile(Float32Array.of(10, 0, 5), 99.5)).toBeCloseTo(9.95, 12);
    expect(
      percentile(
        Float32Array.from({ length: 1024 }, (_, i) => i),
        99.5,
      ),
    ).toBeCloseTo(1017.885, 9);
  });
  it('runs from the smallest value to the largest', () => {
    fc.assert(
      fc.property(values, (array) => {
        expect(percentile(array, 0)).toBe(array.toSorted()[0]);
        expect(percentile(array, 100)).toBe(array.toSorted().at(-1));
      }),
    );
  });
  it('does not fall as the share grows', () => {
    const share = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (array, a, b) => {
        expect(percentile(array, Math.max(a, b))).toBeGreaterThanOrEqual(percentile(array, Math.min(a, b)));
      }),
    );
  });
  it('leaves the values in their order', () => {
    const array = Float32Array.of(3, 1, 2);
    percentile(array, 50);
    expect([...array]).toEqual([3, 1, 2]);
  });
  it('refuses no values', () => {
    expect(() => percentile(new Float32Array(), 50)).toThrow(new RangeError('no values have no percentile'));
  });
});
