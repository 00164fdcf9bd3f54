import { describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from './percentage.js';

describe('percentage', () => {
  it('is the share times a hundred', () => {
    expect(percentage(proportion(107, 200), 1)).toBe('53.5');
    expect(percentage(proportion(5349, 10_000), 2)).toBe('53.49');
  });
  it('tells a zero from nothing', () => {
    expect(percentage(proportion(0, 200), 1)).toBe('0.0');
    expect(percentage(null, 1)).toBe('—');
    expect(percentage(proportion(0, 0), 1)).toBe('—');
  });
});

describe('percentageDecimals', () => {
  it.each([
    [8, 1],
    [1000, 1],
    [1001, 2],
    [10_000, 2],
  ])('of %i images is %i', (total, decimals) => {
    expect(percentageDecimals(total)).toBe(decimals);
  });
});

describe('describeShare', () => {
  it('names counts and the Wilson interval', () => {
    // R: prop.test(107, 200, correct = FALSE)
    expect(describeShare(proportion(107, 200))).toBe('107 of 200 images, 95% interval 46.6 to 60.3');
  });
  it('says what is missing', () => {
    expect(describeShare(null)).toBe('not measured');
  });
});
