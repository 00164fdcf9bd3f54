import { encode } from 'fast-png';

/** Rows and columns of every image. */
export const SIDE = 32;
/** Pixels of every image. */
export const PIXELS = SIDE * SIDE;

/** A colour: red, green and blue in [0,1]. */
export type Colour = readonly [red: number, green: number, blue: number];

/** An image of 32x32 pixels: red, green, blue a pixel, in [0,1], row by row. */
export interface Raster {
  readonly rgb: Float32Array;
}

/** Makes an image by asking for the colour of every pixel, row by row. */
export function rasterOf(colour: (pixel: number) => Colour): Raster {
  const rgb = new Float32Array(PIXELS * 3);
  for (let pixel = 0; pixel < PIXELS; pixel++) rgb.set(colour(pixel), pixel * 3);
  return { rgb };
}

/** An image as PNG of 8 bits a channel, as a `data:` address; what lies outside [0,1] is cut. */
export function pngAddress({ rgb }: Raster): string {
  const data = Uint8ClampedArray.from(rgb, (value) => Math.round(255 * value));
  const png = encode({ width: SIDE, height: SIDE, channels: 3, depth: 8, data });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
