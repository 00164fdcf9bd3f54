import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { rasterOf } from '../figure/raster.js';
import { pictureSheet } from './pictureSheet.js';

it('holds the pictures one below the other, cut at black and white', () => {
  const grey = rasterOf([32, 32], (pixel) => [pixel === 0 ? 1 : 0.5, 0.5, -1]);
  const light = rasterOf([32, 32], () => [2, 1, 0.2]);
  const address = pictureSheet([grey, light]);
  const { width, height, channels, data } = decode(
    Buffer.from(address.replace('data:image/png;base64,', ''), 'base64'),
  );
  expect({ width, height, channels }).toEqual({ width: 32, height: 64, channels: 3 });
  expect([...data.slice(0, 6)]).toEqual([255, 128, 0, 128, 128, 0]);
  expect([...data.slice(3072, 3075)]).toEqual([255, 255, 51]);
});
