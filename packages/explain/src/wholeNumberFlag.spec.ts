import { describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/stage';
import { wholeNumberFlag } from './wholeNumberFlag.js';

describe('wholeNumberFlag', () => {
  it('takes whole numbers from the least one on', () => {
    expect(wholeNumberFlag('--limit', 1)(1)).toBe(1);
    expect(wholeNumberFlag('--class', 0)(9)).toBe(9);
  });
  it.each([0, -1, 1.5, NaN, Infinity, 'eight', [1, 2]])('refuses %j', (value) => {
    expect(() => wholeNumberFlag('--limit', 1)(value)).toThrow(UsageFault);
    expect(() => wholeNumberFlag('--limit', 1)(value)).toThrow(/^--limit: '.+' is no whole number of 1 or more$/);
  });
});
