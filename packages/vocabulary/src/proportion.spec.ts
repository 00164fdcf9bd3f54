import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proportion, proportionInWords, proportionSchema } from './proportion.js';

// Method 3 of Table I in Newcombe 1998, "Two-sided confidence intervals for the single proportion".
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d lies between %d and %d', (correct, total, low, high) => {
  const found = proportion(correct, total);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
  expect(found.value).toBe(correct / total);
});

it('holds its value and stays in [0,1], and mirrors with what is wrong instead of right', () => {
  const counts = fc
    .integer({ min: 1, max: 100_000 })
    .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
  fc.assert(
    fc.property(counts, ([correct, total]) => {
      const { value, low, high } = proportionSchema.parse(proportion(correct, total));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
      expect(high).toBeLessThanOrEqual(1);
      expect(proportion(total - correct, total).low).toBeCloseTo(1 - high, 10);
    }),
  );
});

it('knows nothing of no images', () => {
  expect(proportion(0, 0)).toEqual({ correct: 0, total: 0, value: 0, low: 0, high: 1 });
});

it('is said with its count and interval', () => {
  expect(proportionInWords(proportion(83, 100))).toBe('83.0% (83 of 100; 95%: 74.5 to 89.1)');
});
