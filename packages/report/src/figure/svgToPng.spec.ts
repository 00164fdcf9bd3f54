import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { svgFile } from './svgFile.js';
import { svgToPng } from './svgToPng.js';
import { imageGrid } from './imageGrid.js';
import { rasterOf } from './raster.js';

const chequered = rasterOf([32, 32], (pixel) => (((pixel >> 5) + pixel) % 2 === 0 ? [1, 0, 0] : [0, 0, 1]));
const figure = {
  id: 'figure-2',
  title: 'A <title>',
  caption: '',
  alternative: 'Two colours & no more',
  data: { columns: [], records: [] },
  ...imageGrid([{ name: 'input', limit: null, images: [{ raster: chequered }] }]),
};

it('is twice as large as the SVG, on white, with crisp pixels and with text that needs no font of the machine', async () => {
  const png = decode(await svgToPng(await svgFile(figure)));
  expect([png.width, png.height]).toEqual([2 * (figure.width + 32), 2 * (figure.height + 32)]);
  const colour = (x: number, y: number): number[] => [
    ...png.data.subarray(4 * (y * png.width + x), 4 * (y * png.width + x) + 3),
  ];
  expect(colour(0, 0)).toEqual([255, 255, 255]);
  // The image starts at (148, 0) of the figure, and a pixel of it is 84 / 32 units wide.
  const inImage = (pixel: number): number => Math.round(2 * (16 + (84 / 32) * (pixel + 0.5)));
  const row = Array.from({ length: 6 }, (_, pixel) => colour(296 + inImage(pixel + 10), inImage(10)));
  expect(row).toEqual([0, 1, 2, 3, 4, 5].map((pixel) => (pixel % 2 === 0 ? [255, 0, 0] : [0, 0, 255])));
  const names = Array.from({ length: 60 * 40 }, (_, i) => colour(220 + (i % 60), 95 + Math.floor(i / 60)));
  expect(names.filter(([red]) => red !== undefined && red < 100).length).toBeGreaterThan(30);
});

it('is an SVG with its fonts within, its title escaped and nothing from elsewhere', async () => {
  const svg = await svgFile(figure);
  expect(svg).toContain('<title>A &lt;title&gt;</title>');
  expect(svg).toContain('<desc>Two colours &amp; no more</desc>');
  expect([...svg.matchAll(/(?:href="|url\()(?!data:)/g)]).toEqual([]);
  expect(svg.match(/@font-face/g)).toHaveLength(2);
});
