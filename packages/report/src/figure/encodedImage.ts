import { PIXELS, rasterOf, type Raster } from './raster.js';

/** The visible part of an encoded input of `channels` a pixel: the first three are red, green and blue. */
export function visiblePart(encoded: Float32Array, channels: number): Raster {
  return rasterOf((pixel) => [
    encoded[pixel * channels] ?? 0,
    encoded[pixel * channels + 1] ?? 0,
    encoded[pixel * channels + 2] ?? 0,
  ]);
}

/** An image of four values a pixel, red, green, blue and opacity in [0,1], as it looks on white. */
export function onWhite(rgba: Float32Array): Raster {
  return rasterOf((pixel) => {
    const opacity = rgba[pixel * 4 + 3] ?? 0;
    const blended = (channel: number): number => (rgba[pixel * 4 + channel] ?? 0) * opacity + 1 - opacity;
    return [blended(0), blended(1), blended(2)];
  });
}

/** Row `image` of a column that holds `width` values a row. */
export function rowOf(values: Float32Array, image: number, width: number): Float32Array {
  return values.subarray(image * width, (image + 1) * width);
}

/** Values an image of an input with `channels` a pixel. */
export function encodedSize(channels: number): number {
  return channels * PIXELS;
}
