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
  /** How much of the ground each pixel hides, in [0,1]; absent where it hides all. */
  readonly opacity?: Float32Array;
}

/** Makes an image by asking for the colour of every pixel, row by row. */
export function rasterOf([rows, columns]: RasterSize, colour: (pixel: number) => Colour): Raster {
  const rgb = new Float32Array(rows * columns * 3);
  for (let pixel = 0; pixel < rows * columns; pixel++) rgb.set(colour(pixel), pixel * 3);
  return { rows, columns, rgb };
}

/** An image as PNG of 8 bits per channel, as a `data:` address. Values are clipped to [0,1]. */
export function pngAddress(raster: Raster): string {
  const { rows, columns } = raster;
  const { channels, data } = bytesOf(raster);
  const png = encode({ width: columns, height: rows, channels, depth: 8, data });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

/** The bytes of an image, pixel by pixel: red, green, blue, and the opacity where it has one. */
export function bytesOf({ rgb, opacity }: Raster): { readonly channels: 3 | 4; readonly data: Uint8ClampedArray } {
  const byte = (value: number): number => Math.round(255 * value);
  if (opacity === undefined) return { channels: 3, data: Uint8ClampedArray.from(rgb, byte) };
  const data = new Uint8ClampedArray(4 * opacity.length);
  opacity.forEach((share, pixel) => {
    data.set([...rgb.subarray(3 * pixel, 3 * pixel + 3), share].map(byte), 4 * pixel);
  });
  return { channels: 4, data };
}
