import { encode } from 'fast-png';

/** A colour: red, green and blue in [0,1]. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Rows and columns of an image; its channels are of no matter. */
export type RasterSize = readonly [rows: number, columns: number, ...more: readonly number[]];

/** An image as it is shown: red, green, blue a pixel, in [0,1], row by row. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly rgb: Float32Array;
}

/** Makes an image by asking for the colour of every pixel, row by row. */
export function rasterOf([rows, columns]: RasterSize, colour: (pixel: number) => Colour): Raster {
  const rgb = new Float32Array(rows * columns * 3);
  for (let pixel = 0; pixel < rows * columns; pixel++) rgb.set(colour(pixel), pixel * 3);
  return { rows, columns, rgb };
}

/** An image as PNG of 8 bits per channel, as a `data:` address. Values are clipped to [0,1]. */
export function pngAddress({ rows, columns, rgb }: Raster): string {
  const data = Uint8ClampedArray.from(rgb, (value) => Math.round(255 * value));
  const png = encode({ width: columns, height: rows, channels: 3, depth: 8, data });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
