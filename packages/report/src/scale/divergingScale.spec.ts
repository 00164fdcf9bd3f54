import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divergingColour, symmetricLimit } from './divergingScale.js';

describe('symmetricLimit', () => {
  it('is NumPy’s 99.5th percentile of the absolute values', () => {
    // numpy.percentile(numpy.abs(numpy.arange(-500, 501)), 99.5) is 498.0; of [3, 1, 2] it is 2.99
    expect(symmetricLimit(Float32Array.from({ length: 1001 }, (_, i) => i - 500))).toBe(498);
    expect(symmetricLimit(Float32Array.of(-3, 1, 2))).toBeCloseTo(2.99, 12);
  });
  it('is 0 where all is 0', () => {
    expect(symmetricLimit(new Float32Array(8))).toBe(0);
  });
  it('does not depend on signs or order', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true, noDefaultInfinity: true }), (values) => {
        const turned = values.map((value) => -value).reverse();
        expect(symmetricLimit(turned)).toBe(symmetricLimit(values));
      }),
    );
  });
});

describe('divergingColour', () => {
  it('goes from blue through white to red, and stays there', () => {
    expect([-2, -1, -0.5, 0, 0.5, 1, 2].map(divergingColour)).toEqual([
      [0, 0, 1],
      [0, 0, 1],
      [0.5, 0.5, 1],
      [1, 1, 1],
      [1, 0.5, 0.5],
      [1, 0, 0],
      [1, 0, 0],
    ]);
  });
});
