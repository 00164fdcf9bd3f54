import type { ImageShape } from '@bcos-bench/vocabulary';
import { byteAt } from '@bcos-bench/vocabulary/at';

/** Rows and columns of every image of CIFAR. */
const SIDE = 32;
const PIXELS = SIDE * SIDE;
/** Of every image. */
export const CIFAR_SHAPE: ImageShape = [SIDE, SIDE, 3];
/** All red, all green and all blue values, row by row. */
export const PLANES_BYTES = 3 * PIXELS;

/** A record of CIFAR-100: two labels and an image. */
export const CIFAR100_RECORD_BYTES = 2 + PLANES_BYTES;

/** The image whose planes begin at a byte, with its channels side by side. */
export function imageOfPlanes(bytes: Uint8Array, start: number): Uint8Array {
  const image = new Uint8Array(PLANES_BYTES);
  for (let pixel = 0; pixel < PIXELS; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      image[3 * pixel + channel] = byteAt(bytes, start + channel * PIXELS + pixel);
    }
  }
  return image;
}
