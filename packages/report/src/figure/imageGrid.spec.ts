import { expect, it } from 'vitest';
import { roundedSvg } from '../testing/drawn.fixture.js';
import { imageGrid } from './imageGrid.js';
import { rasterOf } from './raster.js';

const grey = rasterOf([32, 32], () => [0.5, 0.5, 0.5]);

it('lays out rows with names and titles', () => {
  const { width, height, body } = imageGrid([
    {
      name: 'attacked input',
      limit: null,
      images: [
        { raster: grey, title: { text: '<script>', isWrong: false } },
        { raster: grey, title: { text: 'a long name of a class', isWrong: true } },
      ],
    },
    { name: 'difference of the explanations', limit: null, images: [{ raster: grey }, { raster: grey }] },
  ]);
  expect({ width, height }).toEqual({ width: 332, height: 202 });
  expect(roundedSvg(body.source)).toMatchSnapshot();
});

it('makes room for colour bars where a row has one', () => {
  const row = { name: 'map', images: [{ raster: grey }] };
  const without = imageGrid([{ ...row, limit: null }]).width;
  expect(
    imageGrid([
      { ...row, limit: null },
      { ...row, limit: 2 },
    ]).width,
  ).toBeGreaterThan(without + 50);
});
