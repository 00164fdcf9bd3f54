import { expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { pictureCount } from './pictureCount.js';

it('is what was asked for, or all', () => {
  expect(pictureCount('train', 5, 9)).toBe(5);
  expect(pictureCount('train', 9, 9)).toBe(9);
  expect(pictureCount('test', undefined, 9)).toBe(9);
});

it('refuses more than there are', () => {
  expect(() => pictureCount('test', 10, 9)).toThrow(UsageFault);
  expect(() => pictureCount('test', 10, 9)).toThrow('--test: 10 pictures are asked for, but the data set has 9');
});
