import { expect, it } from 'vitest';
import { joinedImages } from './joinedImages.js';

it('puts images side by side, row after row', () => {
  const image = (value: number): Float32Array => Float32Array.of(value, value + 1, value + 2, value + 3);
  const joined = joinedImages([image(0), image(10), image(20), image(30)], [2, 2, 1], 2);
  expect([...joined]).toEqual([0, 1, 10, 11, 2, 3, 12, 13, 20, 21, 30, 31, 22, 23, 32, 33]);
});
