import { describe, expect, it } from 'vitest';
import { colourBar, tickLabel } from './colourBar.js';

describe('tickLabel', () => {
  it.each([
    [0, '0'],
    [0.63004, '0.63'],
    [-0.5872, '−0.587'],
    [1234.56, '1230'],
    [0.00001234, '1.2e−5'],
    [-54_321, '−5.4e4'],
  ])('of %d is %s', (value, label) => {
    expect(tickLabel(value)).toBe(label);
  });
});

describe('colourBar', () => {
  it('runs from red at the top to blue at the bottom, with the limits and 0 beside it', () => {
    const { source } = colourBar(0.25, 0, 84);
    const fills = [...source.matchAll(/fill="rgb\((\d+),(\d+),(\d+)\)"/g)].map(([, ...rgb]) => rgb.map(Number));
    expect([fills[0], fills.at(-1)]).toEqual([
      [255, 6, 6],
      [6, 6, 255],
    ]);
    expect([...source.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text)).toEqual(['0.25', '0', '−0.25']);
  });
});
