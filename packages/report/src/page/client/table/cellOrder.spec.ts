import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellValue, compareCells, nextDirection, type CellValue } from './cellOrder.js';

const cell: fc.Arbitrary<CellValue> = fc.oneof(fc.double({ noNaN: true }), fc.string(), fc.constant(null));
const sorted = (cells: CellValue[], direction: 'ascending' | 'descending') =>
  [...cells].sort((a, b) => compareCells(a, b, direction));

describe('cellValue', () => {
  it('is the number that is given, nothing where it is empty, and else the text', () => {
    expect([cellValue('0.535', '53.5'), cellValue('', '—'), cellValue(undefined, ' a ')]).toEqual([0.535, null, 'a']);
  });
});

describe('compareCells', () => {
  it('sorts numbers by size and text as people do, what was not measured last', () => {
    expect(sorted([0.1, null, 0.02, 1], 'ascending')).toEqual([0.02, 0.1, 1, null]);
    expect(sorted([0.1, null, 0.02, 1], 'descending')).toEqual([1, 0.1, 0.02, null]);
    expect(sorted(['net 10', 'Net 9', 'a'], 'ascending')).toEqual(['a', 'Net 9', 'net 10']);
  });
  it('is an order', () => {
    fc.assert(
      fc.property(cell, cell, cell, fc.constantFrom('ascending', 'descending'), (a, b, c, direction) => {
        const compare = (x: CellValue, y: CellValue) => Math.sign(compareCells(x, y, direction));
        expect(compare(a, b) + compare(b, a)).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('nextDirection', () => {
  it('goes round, largest number first and A first', () => {
    const round = (values: CellValue[]) => {
      const first = nextDirection('none', values);
      const second = nextDirection(first, values);
      return [first, second, nextDirection(second, values)];
    };
    expect(round([null, 0.5])).toEqual(['descending', 'ascending', 'none']);
    expect(round(['a', null])).toEqual(['ascending', 'descending', 'none']);
  });
});
