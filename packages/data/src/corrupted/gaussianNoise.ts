import type { Corruption } from './corruption.js';

/** Adds normal noise of a standard deviation, of images in [0,1], to every number. */
export const gaussianNoise: Corruption = ({ bytes }, deviation, normal) =>
  // The array keeps levels from 0 to 255; the integer conversion of other arrays would wrap round.
  Uint8Array.from(bytes, (level) => Math.min(255, Math.max(0, level + 255 * deviation * normal())));
