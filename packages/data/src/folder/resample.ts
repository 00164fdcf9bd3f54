import { byteAt } from '@bcos-bench/vocabulary/at';
import type { Pixels } from './decodedPixels.js';

/** Pillow's fixed point: weights are whole multiples of 2^-22. */
const PRECISION_BITS = 22;

/** For each pixel of an output line: the first pixel of the input that it is made of, and their weights. */
interface Window {
  readonly first: number;
  readonly weights: Int32Array;
}

/**
 * An image brought to another size by Pillow's `resize` with the bilinear filter, which widens with the factor of a reduction: what
 * torchvision's `Resize` does to an image. First each row, then each column, rounded to bytes in between. Equal in every byte, but that
 * Pillow 13 begins with the columns where they shrink more, which changes some bytes by 1.
 */
export function resampled(image: Pixels, width: number, height: number): Pixels {
  return columnsResampled(rowsResampled(image, width), height);
}

function rowsResampled(image: Pixels, width: number): Pixels {
  if (width === image.width) return image;
  const { data, height, channels } = image;
  const windows = windowsOf(image.width, width);
  const made = new Uint8Array(width * height * channels);
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    for (const { first, weights } of windows) {
      const from = (row * image.width + first) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        made[at++] = weighted(data, from + channel, channels, weights);
      }
    }
  }
  return { data: made, width, height, channels };
}

function columnsResampled(image: Pixels, height: number): Pixels {
  if (height === image.height) return image;
  const { data, width, channels } = image;
  const line = width * channels;
  const made = new Uint8Array(line * height);
  let at = 0;
  for (const { first, weights } of windowsOf(image.height, height)) {
    for (let place = 0; place < line; place += 1) made[at++] = weighted(data, first * line + place, line, weights);
  }
  return { data: made, width, height, channels };
}

/** The weighted sum of every `stride`-th byte from `from` on, rounded to a byte. */
function weighted(data: Uint8Array, from: number, stride: number, weights: Int32Array): number {
  let sum = 1 << (PRECISION_BITS - 1);
  let place = from;
  for (const weight of weights) {
    sum += weight * byteAt(data, place);
    place += stride;
  }
  return Math.min(255, sum >> PRECISION_BITS);
}

/** The windows of a line of `outputs` pixels over one of `inputs`: `precompute_coeffs` of Pillow's Resample.c. */
function windowsOf(inputs: number, outputs: number): Window[] {
  const scale = inputs / outputs;
  const reach = Math.max(1, scale);
  return Array.from({ length: outputs }, (_, place) => {
    const centre = (place + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(inputs, Math.trunc(centre + reach + 0.5));
    const shares = Array.from({ length: end - first }, (_, i) => triangle((first + i - centre + 0.5) * (1 / reach)));
    const sum = shares.reduce((total, share) => total + share, 0);
    return {
      first,
      weights: Int32Array.from(shares, (share) => Math.trunc(0.5 + (share / sum) * 2 ** PRECISION_BITS)),
    };
  });
}

/** The bilinear filter: 1 in the middle, 0 from 1 on. */
function triangle(distance: number): number {
  return Math.max(0, 1 - Math.abs(distance));
}
