import { byteAt, luma } from '@bcos-bench/vocabulary';
import type { Pixels } from './decodedPixels.js';

/** An image of red, green and blue in greys, as Pillow's `convert('L')` makes them. */
export function inGreys({ data, width, height, channels }: Pixels): Pixels {
  const greys = new Uint8Array(width * height);
  for (let pixel = 0; pixel < greys.length; pixel += 1) {
    const red = pixel * channels;
    greys[pixel] = luma(byteAt(data, red), byteAt(data, red + 1), byteAt(data, red + 2));
  }
  return { data: greys, width, height, channels: 1 };
}
