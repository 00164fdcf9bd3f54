import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageRanks } from './averageRanks.js';

describe('averageRanks', () => {
  it('counts from the smallest, and shares ranks among equals', () => {
    expect([...averageRanks([30, -1, 30, 7, 30])]).toEqual([4, 1, 4, 2, 4]);
    expect([...averageRanks([-0, 0])]).toEqual([1.5, 1.5]);
    expect([...averageRanks([])]).toEqual([]);
  });
  it('is one more than the number of smaller values, plus half of the other equals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 30 }), (values) => {
        const expected = values.map((value) => {
          const equals = values.filter((other) => other === value).length;
          return 1 + values.filter((other) => other < value).length + (equals - 1) / 2;
        });
        expect([...averageRanks(values)]).toEqual(expected);
      }),
    );
  });
});
