import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { decodeBmp, isBmp } from './bmp.js';
import type { Pixels } from './decodedPixels.js';
import { decodePnm, isPnm } from './pnm.js';

/** Formats that sharp does not read: how they begin, and how they are decoded. */
const decoders: readonly { readonly is: (file: Buffer) => boolean; readonly decode: (file: Buffer) => Pixels }[] = [
  { is: isBmp, decode: decodeBmp },
  { is: isPnm, decode: decodePnm },
];

/** Opens an image by its content, whatever its name: PNG, JPEG, WebP, TIFF and all else that sharp reads, BMP, PPM and PGM. */
export function opened(file: Buffer): Sharp {
  const decoder = decoders.find(({ is }) => is(file));
  if (decoder === undefined) return sharp(file);
  const { data, width, height, channels } = decoder.decode(file);
  return sharp(data, { raw: { width, height, channels } });
}
