import { byteAt } from '@bcos-bench/vocabulary';
import type { Corruption } from './corruption.js';

/**
 * Adds to the value of every pixel, of images in [0,1], as hue, saturation and value have it: the largest channel rises, at most to white,
 * and the others rise in proportion. Black becomes grey.
 */
export const brightness: Corruption = ({ bytes, channels }, added) => {
  const brighter = new Uint8Array(bytes.length);
  for (let pixel = 0; pixel < bytes.length; pixel += channels) {
    const value = Math.max(...bytes.subarray(pixel, pixel + channels));
    const risen = Math.min(255, value + 255 * added);
    for (let channel = 0; channel < channels; channel += 1) {
      brighter[pixel + channel] = value === 0 ? risen : (byteAt(bytes, pixel + channel) * risen) / value;
    }
  }
  return brighter;
};
