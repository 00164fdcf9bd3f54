import type { RandomStream } from '@bcos-bench/random';
import type { Recipe } from '../recipe.js';

/** Rows and columns of a picture. */
export const SIDE = 32;
/** Red, green, blue. */
export const CHANNELS = 3;

/**
 * Changes a training picture at random.
 * @param picture 3,072 bytes: row, column, channel; left as it is
 * @returns the changed picture, or `picture` itself where there is nothing to change
 */
export type Augmentation = (picture: Uint8Array, random: RandomStream, recipe: Recipe) => Uint8Array;
