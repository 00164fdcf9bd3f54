import type { Pixels } from './pixels.js';

/** An image of red, green and blue in greys: the luma of ITU-R 601 in Pillow's whole numbers, as `convert('L')` has it. */
export function luma({ data, width, height, channels }: Pixels): Pixels {
  const greys = new Uint8Array(width * height);
  for (let pixel = 0; pixel < greys.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(pixel * channels, pixel * channels + 3);
    greys[pixel] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }
  return { data: greys, width, height, channels: 1 };
}
