import { describe, expect, it } from 'vitest';
import { UsageFault } from './fault.js';
import { requireWhole } from './wholeNumber.js';

describe('requireWhole', () => {
  it('takes whole numbers from the least one on', () => {
    expect(requireWhole('--limit', 1, 1)).toBe(1);
    expect(requireWhole('--class', 9, 0)).toBe(9);
  });

  it.each([0, -1, 1.5, NaN, Infinity, 'eight', [1, 2], undefined])('refuses %j', (value) => {
    expect(() => requireWhole('--limit', value, 1)).toThrow(UsageFault);
    expect(() => requireWhole('--limit', value, 1)).toThrow(/^--limit: '.+' is not a whole number of 1 or more$/);
  });

  it('refuses more than the columns of our files hold', () => {
    expect(requireWhole('--limit', 2 ** 31 - 1, 1)).toBe(2 ** 31 - 1);
    const message = "--limit: '9007199254740991' is not a whole number from 1 to 2147483647";
    expect(() => requireWhole('--limit', Number.MAX_SAFE_INTEGER, 1)).toThrow(message);
  });
});
