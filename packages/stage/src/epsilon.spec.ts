import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEpsilon } from './epsilon.js';
import { UsageFault } from './fault.js';

describe('parseEpsilon', () => {
  it.each([
    ['8/255', 8 / 255],
    ['0.5', 0.5],
    [' 16 / 255 ', 16 / 255],
    ['.25', 0.25],
    ['2', 2],
    ['1.5/255', 1.5 / 255],
    [0.5, 0.5],
  ])('reads %j as %d', (text, value) => {
    expect(parseEpsilon(text)).toBe(value);
  });

  it('reads every fraction as its quotient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (a, b) => {
        expect(parseEpsilon(`${a}/${b}`)).toBe(a / b);
      }),
    );
  });

  it.each(['-1', '8/0', '0/255', '0', '', '8/', '/255', '8/255/2', 'eight', '1e3', '-8/255', NaN, -0.5, Infinity])(
    'refuses %j',
    (text) => {
      expect(() => parseEpsilon(text)).toThrow(UsageFault);
      expect(() => parseEpsilon(text)).toThrow(`--eps: '${text}' is no radius; write a number above 0 such as 8/255`);
    },
  );

  it('names the key that it came from', () => {
    expect(() => parseEpsilon('x', 'attacks.0.eps')).toThrow("attacks.0.eps: 'x' is no radius");
  });
});
