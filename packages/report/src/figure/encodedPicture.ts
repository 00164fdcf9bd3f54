import { unitRange } from '@bcos-bench/formats';
import type { ImageShape, TensorShape } from '@bcos-bench/vocabulary';
import { rasterOf, type Raster, type RasterSize } from './raster.js';

/** The least number of channels that begin with red, green and blue; those of fewer begin with grey. */
const OF_COLOUR = 3;

/** The visible part of an encoded input: its first three channels are red, green and blue, or its first one is grey. */
export function visiblePart(encoded: Float32Array, shape: TensorShape): Raster {
  const [, , channels] = shape;
  const [green, blue] = channels < OF_COLOUR ? [0, 0] : [1, 2];
  return rasterOf(shape, (pixel) => [
    encoded[pixel * channels] ?? 0,
    encoded[pixel * channels + green] ?? 0,
    encoded[pixel * channels + blue] ?? 0,
  ]);
}

/** An image of a data set by its bytes. */
export function storedPicture(bytes: Uint8Array, shape: ImageShape): Raster {
  return visiblePart(unitRange(bytes), shape);
}

/** A picture of four values a pixel, red, green, blue and opacity in [0,1], as it looks on white. */
export function onWhite(rgba: Float32Array, size: RasterSize): Raster {
  return rasterOf(size, (pixel) => {
    const opacity = rgba[pixel * 4 + 3] ?? 0;
    const blended = (channel: number): number => (rgba[pixel * 4 + channel] ?? 0) * opacity + 1 - opacity;
    return [blended(0), blended(1), blended(2)];
  });
}

/** Row `picture` of a column that holds `width` values a row. */
export function rowOf(values: Float32Array, picture: number, width: number): Float32Array {
  return values.subarray(picture * width, (picture + 1) * width);
}
