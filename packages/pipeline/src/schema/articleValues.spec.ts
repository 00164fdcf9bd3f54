import { describe, expect, it } from 'vitest';
import { articleValuesSchema } from './articleValues.js';

const cellOf = (value: unknown): unknown => articleValuesSchema.parse({ cells: { '8/255': value } }).cells['8/255'];

describe('articleValuesSchema', () => {
  it.each([
    ['53.49 / 53.29', [53.49, 53.29]],
    ['0 / 0', [0, 0]],
    ['100/99.5 / 1', [100, 99.5, 1]],
    [17.62, [17.62]],
  ])('takes %j', (value, numbers) => {
    expect(cellOf(value)).toEqual(numbers);
  });
  it.each(['', '53.49 /', '/ 1', '-1', '100.5', '1e1', 'many', '1 / x', true, null])('refuses %j', (value) => {
    expect(() => cellOf(value)).toThrow('53.49 / 53.29');
  });
  it('takes natural accuracy alone', () => {
    expect(articleValuesSchema.parse({ natural: 95.25 })).toEqual({ natural: 95.25, cells: {} });
    expect(() => articleValuesSchema.parse({ natural: 101 })).toThrow();
  });
});
