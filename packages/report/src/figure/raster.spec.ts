import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { pngAddress, rasterOf } from './raster.js';

it('is written as PNG, rounded to bytes and cut to [0,1]', () => {
  const colours = [
    [0, 0.5, 1],
    [-0.2, 1.7, 128 / 255],
  ] as const;
  const address = pngAddress(rasterOf([32, 32], (pixel) => colours[pixel] ?? [0.2, 0.2, 0.2]));
  const [kind, content] = [at(address.split(','), 0), at(address.split(','), 1)];
  const png = decode(Buffer.from(content, 'base64'));
  expect(kind).toBe('data:image/png;base64');
  expect([png.width, png.height, png.channels, png.depth]).toEqual([32, 32, 3, 8]);
  expect([...png.data.subarray(0, 9)]).toEqual([0, 128, 255, 0, 255, 128, 51, 51, 51]);
  expect(png.data).toHaveLength(3 * 32 * 32);
});

it('has a fourth channel where it hides the ground in part', () => {
  const address = pngAddress({
    rows: 1,
    columns: 2,
    rgb: Float32Array.of(1, 0, 0, 0, 1, 0),
    opacity: Float32Array.of(1, 0.5),
  });
  const { channels, data } = decode(Buffer.from(at(address.split(','), 1), 'base64'));
  expect(channels).toBe(4);
  expect([...data]).toEqual([255, 0, 0, 255, 0, 255, 0, 128]);
});
