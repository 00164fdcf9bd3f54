/** Decoded pixels: `channels` bytes each, row by row. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}

/** As many as sharp itself takes: 16,383 by 16,383. */
const MOST = 0x3fff * 0x3fff;

/** How many pixels an image has. @throws Error where it has none, or more than fit into memory */
export function pixelCount(width: number, height: number): number {
  if (!(width > 0 && height > 0)) throw new Error(`it has ${width} by ${height} pixels`);
  const pixels = width * height;
  if (pixels > MOST) throw new Error(`it has ${width} by ${height} pixels, more than ${MOST}`);
  return pixels;
}
