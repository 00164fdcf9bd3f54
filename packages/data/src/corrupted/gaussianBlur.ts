import sharp from 'sharp';
import type { Corruption } from './corruption.js';
import { rawImage } from './rawImage.js';

/** Weights below this share of the middle one are left out: the least that libvips takes. */
const SMALLEST_WEIGHT = 0.001;

/** Blurs by a normal distribution of a standard deviation in pixels; beyond the edge an image goes on as at it. */
export const gaussianBlur: Corruption = async (image, deviation) => {
  const blurred = sharp(image.bytes, rawImage(image)).blur({
    sigma: deviation,
    precision: 'float',
    minAmplitude: SMALLEST_WEIGHT,
  });
  return new Uint8Array(
    await blurred
      .toColourspace(image.channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer(),
  );
};
