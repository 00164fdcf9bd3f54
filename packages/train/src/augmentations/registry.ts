import { randomStream } from '@bcos-bench/random';
import type { AugmentationName, Recipe } from '../recipe.js';
import type { Augmentation, TrainingImage } from './augmentation.js';
import { colourJitter } from './colourJitter.js';
import { crop } from './crop.js';
import { cutout } from './cutout.js';
import { flip } from './flip.js';
import { rotation } from './rotation.js';

/** Every augmentation by name. */
const augmentations: Readonly<Record<AugmentationName, Augmentation>> = {
  flip,
  crop,
  cutout,
  'colour-jitter': colourJitter,
  rotation,
};

/** Keeps the streams of augmentation apart from those of order and weights. */
const AUGMENTATION = 0xa06;

/** An image after all augmentations of a recipe, in order. What is drawn depends on (seed, epoch, image) alone. */
export function augmented(
  { bytes, shape }: TrainingImage,
  recipe: Recipe,
  key: { readonly seed: number; readonly epoch: number; readonly index: number },
): Uint8Array {
  const random = randomStream(key.seed, AUGMENTATION, key.epoch, key.index);
  return recipe.augmentation.reduce(
    (changed, name) => augmentations[name]({ bytes: changed, shape }, random, recipe),
    bytes,
  );
}
