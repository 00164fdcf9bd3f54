import { at } from './at.js';

/** The share of the pixels that count as the most important ones. */
const IMPORTANT = 1 / 8;

/** The pixels of a contribution map, the one of the largest contribution first; equal ones in the order of the image. */
export function pixelsByImportance(map: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: map.length }, (_, pixel) => pixel).sort((a, b) => at(map, b) - at(map, a) || a - b);
}

/** The most important eighth of the pixels of a contribution map, the first of all first; at least one. */
export function mostImportantPixels(map: ArrayLike<number>): Uint32Array {
  return pixelsByImportance(map).subarray(0, Math.max(1, Math.round(IMPORTANT * map.length)));
}
