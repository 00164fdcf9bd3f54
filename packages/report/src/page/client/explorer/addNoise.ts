import { at } from '@bcos-bench/vocabulary/at';

/** The byte that means no noise. */
const NO_NOISE = 128;

/**
 * An image with noise added: bytes, red, green, blue and opacity per pixel. The noise is magnified and on middle grey, so the
 * sum is exact to half a byte divided by the magnification. The opacity is that of the image.
 */
export function addNoise(
  image: Uint8ClampedArray<ArrayBuffer>,
  noise: Uint8ClampedArray<ArrayBuffer>,
  magnification: number,
): Uint8ClampedArray<ArrayBuffer> {
  return image.map((value, i) => (i % 4 === 3 ? value : Math.round(value + (at(noise, i) - NO_NOISE) / magnification)));
}
