import { expect, it } from 'vitest';
import { roundedSvg } from '../testing/drawn.fixture.js';
import { pictureGrid } from './pictureGrid.js';
import { rasterOf } from './raster.js';

const grey = rasterOf([32, 32], () => [0.5, 0.5, 0.5]);

it('lays out rows with names and titles', () => {
  const { width, height, body } = pictureGrid([
    {
      name: 'attacked input',
      limit: null,
      pictures: [
        { raster: grey, title: { text: '<script>', isWrong: false } },
        { raster: grey, title: { text: 'a long name of a class', isWrong: true } },
      ],
    },
    { name: 'difference of the explanations', limit: null, pictures: [{ raster: grey }, { raster: grey }] },
  ]);
  expect({ width, height }).toEqual({ width: 332, height: 202 });
  expect(roundedSvg(body.source)).toMatchSnapshot();
});

it('makes room for colour bars where a row has one', () => {
  const row = { name: 'map', pictures: [{ raster: grey }] };
  const without = pictureGrid([{ ...row, limit: null }]).width;
  expect(
    pictureGrid([
      { ...row, limit: null },
      { ...row, limit: 2 },
    ]).width,
  ).toBeGreaterThan(without + 50);
});
