import { expect, it } from 'vitest';
import { mostImportantPixels, pixelsByImportance } from './importantPixels.js';

it('orders pixels by their contribution, the largest first, and equal ones as the image has them', () => {
  expect([...pixelsByImportance([0, 3, -5, 3, 1])]).toEqual([1, 3, 4, 0, 2]);
});

it('takes an eighth of the pixels, and at least one', () => {
  const map = Float32Array.from({ length: 16 }, (_, pixel) => pixel);
  expect([...mostImportantPixels(map)]).toEqual([15, 14]);
  expect([...mostImportantPixels([2, 7])]).toEqual([1]);
});
