import { UsageFault } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { chooseExponent } from './exponent.js';

it('is the flag, else what the file records, else the usual one', () => {
  expect(chooseExponent(1.5, null, 2)).toEqual({ b: 1.5, from: 'flag' });
  expect(chooseExponent(1.5, 1.5, 2)).toEqual({ b: 1.5, from: 'flag' });
  expect(chooseExponent(undefined, 1.5, 2)).toEqual({ b: 1.5, from: 'file' });
  expect(chooseExponent(undefined, null, 2)).toEqual({ b: 2, from: 'usual' });
});

it('refuses a flag that the file contradicts', () => {
  expect(() => chooseExponent(1.5, 2, 2)).toThrow(UsageFault);
  expect(() => chooseExponent(1.5, 2, 2)).toThrow('--b: 1.5 is not the exponent that the file records, 2');
});
