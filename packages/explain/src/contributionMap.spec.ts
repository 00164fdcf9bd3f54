import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { contributionMap } from './contributionMap.js';

describe('contributionMap', () => {
  it('adds up input times weight over the channels of each pixel', () => {
    const inputs = Float32Array.of(1, 0.5, 0, 0.25, 1, 0.5);
    const weights = Float32Array.of(2, -2, 9, 4, -3, 1);
    expect([...contributionMap(inputs, weights, 3)]).toEqual([1, -1.5]);
  });
  it('doubles with the weights and adds up to the inner product of inputs and weights', () => {
    // Sixteenths, so that sums are exact.
    const sixteenths = (min: number) =>
      fc.array(fc.integer({ min, max: 16 }), { minLength: 12, maxLength: 12 }).map((parts) => parts.map((n) => n / 16));
    fc.assert(
      fc.property(sixteenths(0), sixteenths(-16), (inputs, weights) => {
        const mapOf = (scale: number): Float32Array =>
          contributionMap(
            Float32Array.from(inputs),
            Float32Array.from(weights, (weight) => scale * weight),
            6,
          );
        expect(mapOf(2)).toEqual(mapOf(1).map((value) => 2 * value));
        const product = inputs.reduce((sum, value, place) => sum + value * at(weights, place), 0);
        expect(mapOf(1).reduce((sum, value) => sum + value, 0)).toBe(product);
      }),
    );
  });
});
