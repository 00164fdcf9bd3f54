import type { RandomStream } from '@bcos-bench/random';
import type { Recipe } from '../recipe.js';

/** Rows and columns of an image. */
export const SIDE = 32;
/** Red, green, blue. */
export const CHANNELS = 3;

/**
 * Changes a training image at random.
 * @param image 3,072 bytes: row, column, channel; left as it is
 * @returns the changed image, or `image` itself where there is nothing to change
 */
export type Augmentation = (image: Uint8Array, random: RandomStream, recipe: Recipe) => Uint8Array;
