import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topOverlap } from './topOverlap.js';

const map = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 32, maxLength: 32 });

it('is all of it for the same map, also scaled, and nothing for its negative', () => {
  fc.assert(
    fc.property(map, (values) => {
      expect(topOverlap(values, values)).toBe(1);
      expect(
        topOverlap(
          values,
          values.map((value) => 3 * value + 7),
        ),
      ).toBe(1);
      expect(
        topOverlap(
          values,
          values.map((value) => -value),
        ),
      ).toBe(0);
    }),
  );
});

it('counts the pixels of the largest eighth that both have', () => {
  const before = Array.from({ length: 16 }, (_, pixel) => (pixel === 3 ? 9 : pixel === 5 ? 8 : 0));
  const after = Array.from({ length: 16 }, (_, pixel) => (pixel === 3 ? 4 : pixel === 11 ? 7 : 1));
  expect(topOverlap(before, after)).toBe(0.5);
});
