import type { ImageShape } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import type { Recipe } from '../recipe.js';

/** A training image: its bytes (row, column, channel) and its shape. */
export interface TrainingImage {
  readonly bytes: Uint8Array;
  readonly shape: ImageShape;
}

/**
 * Changes a training image at random.
 * @param image left as it is
 * @returns the bytes of the changed image, or those of `image` itself where there is nothing to change
 */
export type Augmentation = (image: TrainingImage, random: RandomStream, recipe: Recipe) => Uint8Array;
