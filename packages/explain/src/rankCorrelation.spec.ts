import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerStatistics } from './fixtures/peerStatistics.fixture.js';
import { rankCorrelation } from './rankCorrelation.js';

describe('rankCorrelation', () => {
  it.each(peerStatistics)("is scipy's spearmanr ($name)", ({ a, b, rankCorrelation: expected }) => {
    expect(rankCorrelation(a, b)).toBeCloseTo(expected, 12);
  });
  it('is not defined of a map with one value everywhere', () => {
    expect(rankCorrelation([2, 2, 2], [1, 2, 3])).toBeNull();
    expect(rankCorrelation([1, 2, 3], [0, 0, 0])).toBeNull();
  });
  it('sees the order alone', () => {
    const values = fc.uniqueArray(fc.integer({ min: -300, max: 300 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, (map) => {
        const bent = map.map((value) => value ** 3 + value);
        expect(rankCorrelation(map, bent)).toBe(1);
        expect(
          rankCorrelation(
            map,
            bent.map((value) => -value),
          ),
        ).toBe(-1);
      }),
    );
  });
});
