import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOrder } from './epochOrder.js';

describe('the order of an epoch', () => {
  it('holds every place once', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(1000), fc.nat(100), (count, seed, epoch) => {
        const sorted = Array.from(epochOrder(count, seed, epoch)).sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  it('is the same for the same key and another for another epoch', () => {
    expect(epochOrder(100, 5, 1)).toEqual(epochOrder(100, 5, 1));
    expect(epochOrder(100, 5, 1)).not.toEqual(epochOrder(100, 5, 2));
    expect(epochOrder(100, 5, 1)).not.toEqual(epochOrder(100, 6, 1));
  });
});
