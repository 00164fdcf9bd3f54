import sharp from 'sharp';
import type { Corruption } from './corruption.js';
import { rawImage } from './rawImage.js';

/** Packs as JPEG of a quality, with the usual tables and colours at half the resolution, as Pillow does, and unpacks. */
export const jpeg: Corruption = async (image, quality) => {
  const isGrey = image.channels === 1;
  const colours = isGrey ? 'b-w' : 'srgb';
  const packed = sharp(image.bytes, rawImage(image))
    .toColourspace(colours)
    .jpeg({ quality, chromaSubsampling: '4:2:0' });
  const unpacked = sharp(await packed.toBuffer()).toColourspace(colours);
  return new Uint8Array(await unpacked.raw().toBuffer());
};
