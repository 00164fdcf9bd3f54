import { unitRange } from '@bcos-bench/formats';
import type { ImageShape, TensorShape } from '@bcos-bench/vocabulary';
import { float32At } from '@bcos-bench/vocabulary';
import { rasterOf, type Raster, type RasterSize } from './raster.js';

/** The least number of channels that begin with red, green and blue; those of fewer begin with grey. */
const OF_COLOUR = 3;

/** The visible part of an encoded input: its first three channels are red, green and blue, or its first one is grey. */
export function visiblePart(encoded: Float32Array, shape: TensorShape): Raster {
  const [, , channels] = shape;
  const [green, blue] = channels < OF_COLOUR ? [0, 0] : [1, 2];
  return rasterOf(shape, (pixel) => [
    float32At(encoded, pixel * channels),
    float32At(encoded, pixel * channels + green),
    float32At(encoded, pixel * channels + blue),
  ]);
}

/** An image of a data set by its bytes. */
export function storedImage(bytes: Uint8Array, shape: ImageShape): Raster {
  return visiblePart(unitRange(bytes), shape);
}

/** An image of four values a pixel, red, green, blue and opacity in [0,1], as it looks on white. */
export function onWhite(rgba: Float32Array, size: RasterSize): Raster {
  return rasterOf(size, (pixel) => {
    const opacity = float32At(rgba, pixel * 4 + 3);
    const blended = (channel: number): number => float32At(rgba, pixel * 4 + channel) * opacity + 1 - opacity;
    return [blended(0), blended(1), blended(2)];
  });
}

/** The same image with its opacity, for a ground of any colour: a page in the dark has no white boxes. */
export function translucent(rgba: Float32Array, size: RasterSize): Raster {
  const colours = rasterOf(size, (pixel) => [
    float32At(rgba, pixel * 4),
    float32At(rgba, pixel * 4 + 1),
    float32At(rgba, pixel * 4 + 2),
  ]);
  const opacity = Float32Array.from({ length: colours.rgb.length / 3 }, (_, pixel) => float32At(rgba, pixel * 4 + 3));
  return { ...colours, opacity };
}

/** Row `image` of a column that holds `width` values a row. */
export function rowOf(values: Float32Array, image: number, width: number): Float32Array {
  return values.subarray(image * width, (image + 1) * width);
}
