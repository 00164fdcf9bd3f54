import { expect, it } from 'vitest';
import { float32At, type Region } from '@bcos-bench/vocabulary';
import { regionMask } from './regions.js';

const map = Float32Array.from({ length: 16 }, (_, pixel) => (pixel * 7) % 16);

it.each([
  ['most-important', [2, 9]],
  ['centre', [5, 6, 9, 10]],
  ['left', [0, 1, 4, 5, 8, 9, 12, 13]],
  ['upper', [0, 1, 2, 3, 4, 5, 6, 7]],
] as const)('%s is 1 in its pixels and 0 in all others', (region, pixels) => {
  const wanted = Array.from(map, (_, pixel) => (pixels.some((one) => one === pixel) ? 1 : 0));
  expect([...regionMask(region, map, 4)]).toEqual(wanted);
});

it('covers the image with left and right, and with upper and lower', () => {
  const mask = (region: Region) => regionMask(region, map, 4);
  for (const [one, other] of [
    ['left', 'right'],
    ['upper', 'lower'],
  ] as const) {
    expect(mask(one).every((value, pixel) => value + float32At(mask(other), pixel) === 1)).toBe(true);
  }
});
