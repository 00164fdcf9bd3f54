import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenNumber } from './writtenNumber.js';

describe('writtenNumber', () => {
  it.each([
    ['8/255', 8 / 255],
    ['0.5', 0.5],
    [' 16 / 255 ', 16 / 255],
    ['.25', 0.25],
    ['2.', 2],
    ['007', 7],
    ['1.5/255', 1.5 / 255],
    ['1e-3', 0.001],
    ['1.0E-3', 0.001],
    ['2e+1', 20],
    ['1e-3/2', 0.0005],
    ['-0.5', -0.5],
    ['+3', 3],
    [0.5, 0.5],
    [1e-7, 1e-7],
  ])('reads %j as %d', (text, value) => {
    expect(writtenNumber(text)).toBe(value);
  });

  it('reads every number as JavaScript writes it, and every fraction as its quotient', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        expect(writtenNumber(String(value))).toBe(value + 0);
      }),
    );
    const part = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(writtenNumber(`${a}/${b}`)).toBe(a / b);
      }),
    );
  });

  const odd = [
    '',
    ' ',
    '8/',
    '/255',
    '8/255/2',
    'eight',
    '0x10',
    '0b11',
    '0o7',
    'Infinity',
    '-Infinity',
    'NaN',
    '1_000',
  ];
  it.each([...odd, '0,03', '1e', 'e3', '1e999', '1/0', '0/0', '--1', '1 2', '8/-255', '٣', NaN, Infinity])(
    'is NaN for %j',
    (text) => {
      expect(writtenNumber(text)).toBeNaN();
    },
  );
});
