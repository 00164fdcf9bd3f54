import { float32At } from '@bcos-bench/vocabulary';
import type { Raster } from './raster.js';

/** `after` minus `before`, value by value; both of one length. */
export function difference(after: Float32Array, before: Float32Array): Float32Array {
  return after.map((value, i) => value - float32At(before, i));
}

/**
 * The difference of two images as an image: its smallest value, over all channels, becomes 0 and its largest 1. Where
 * all values are equal, there is nothing to see and it is grey.
 */
export function differenceRaster(after: Raster, before: Raster): Raster {
  const values = difference(after.rgb, before.rgb);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { ...after, rgb: values.map((value) => (high > low ? (value - low) / (high - low) : 0.5)) };
}
