import type { SharpOptions } from 'sharp';
import type { PlainImage } from './corruption.js';

/** How sharp reads the bytes of an image. */
export function rawImage({ rows, columns, channels }: PlainImage): SharpOptions {
  return { raw: { width: columns, height: rows, channels } };
}
