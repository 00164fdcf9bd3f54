import { divergingColour } from '../../../scale/divergingScale.js';
import { at } from '@bcos-bench/vocabulary';
import type { Tile, TileSize } from '../explorer/tile.js';

/** The colour of no noise: middle grey. */
const NO_NOISE = 0.5;

/** The first channels of an image in the attacked space, red, green and blue, or grey. */
export function imageRaster(values: Float32Array, channels: number, size: TileSize): Tile {
  return raster(size, (pixel, colour) => at(values, pixel * channels + visible(channels, colour)));
}

/** The difference of two images in the attacked space on middle grey, times `magnification`. */
export function noiseRaster(
  before: Float32Array,
  after: Float32Array,
  channels: number,
  size: TileSize,
  magnification: number,
): Tile {
  return raster(size, (pixel, colour) => {
    const place = pixel * channels + visible(channels, colour);
    return NO_NOISE + magnification * (at(after, place) - at(before, place));
  });
}

/** The factor at which the largest difference reaches black or white; 1 where there is none. */
export function magnificationOf(before: Float32Array, after: Float32Array): number {
  const largest = after.reduce((most, value, place) => Math.max(most, Math.abs(value - at(before, place))), 0);
  return largest === 0 ? 1 : Number((NO_NOISE / largest).toPrecision(2));
}

/** A map of one number a pixel from -limit (blue) through 0 (white) to limit (red). */
export function contributionRaster(map: Float32Array, size: TileSize, limit: number): Tile {
  return raster(size, (pixel, colour) => at(divergingColour(limit === 0 ? 0 : at(map, pixel) / limit), colour));
}

/** An image of four numbers a pixel: red, green, blue and opacity. */
export function translucentRaster(rgba: Float32Array, { rows, columns }: TileSize): Tile {
  return { rows, columns, bytes: Uint8ClampedArray.from(rgba, (value) => Math.round(255 * value)) };
}

/** Which channel of an input is shown as red (0), green (1) or blue (2): those of fewer than three begin with grey. */
function visible(channels: number, colour: number): number {
  return channels < 3 ? 0 : colour;
}

function raster({ rows, columns }: TileSize, value: (pixel: number, colour: number) => number): Tile {
  const bytes = new Uint8ClampedArray(4 * rows * columns).map((_, place) =>
    place % 4 === 3 ? 255 : Math.round(255 * value(Math.floor(place / 4), place % 4)),
  );
  return { rows, columns, bytes };
}
