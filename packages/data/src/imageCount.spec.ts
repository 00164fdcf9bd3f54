import { expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { imageCount } from './imageCount.js';

it('is what was asked for, or all', () => {
  expect(imageCount('train', 5, 9)).toBe(5);
  expect(imageCount('train', 9, 9)).toBe(9);
  expect(imageCount('test', undefined, 9)).toBe(9);
});

it('refuses more than there are', () => {
  expect(() => imageCount('test', 10, 9)).toThrow(UsageFault);
  expect(() => imageCount('test', 10, 9)).toThrow('--test: 10 images are asked for, but the data set has 9');
});
