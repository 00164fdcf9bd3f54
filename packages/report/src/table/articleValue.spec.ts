import { describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { articleShare, articleText, isOutside } from './articleValue.js';

// 107 of 200 images: 46.6 to 60.3.
const ours = proportion(107, 200);

describe('isOutside', () => {
  it.each([
    [53.49, false],
    [46.7, false],
    [46.5, true],
    [60.4, true],
    [0, true],
  ])('of %d is %s', (percent, outside) => {
    expect(isOutside(percent, ours)).toBe(outside);
  });
  it.each([
    [0, 0, 1000],
    [100, 1000, 1000],
    [0, 0, 64],
  ])('of %d is false beside %d of %d', (percent, correct, total) => {
    expect(isOutside(percent, proportion(correct, total))).toBe(false);
  });
  it('cannot be said where we have measured nothing', () => {
    expect(isOutside(53.49, null)).toBeNull();
    expect(isOutside(53.49, proportion(0, 0))).toBeNull();
  });
});

describe('articleText', () => {
  it('has the decimals of the article, and a mark outside our interval', () => {
    expect(articleText(53.4, ours)).toBe('53.40');
    expect(articleText(0, ours)).toBe('0.00*');
    expect(articleText(0, null)).toBe('0.00');
    expect(articleText(null, ours)).toBe('—');
  });
});

describe('articleShare', () => {
  it('is the number that the article’s digits stand for', () => {
    expect([53.49, 0, 100, 17.62, 5.23].map(articleShare)).toEqual([0.5349, 0, 1, 0.1762, 0.0523]);
  });
});
