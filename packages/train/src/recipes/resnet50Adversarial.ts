import type { Recipe } from '../recipe.js';
import { resnet50Natural } from './resnet50Natural.js';

/**
 * Adversarial training as `robustness.defaults` has it: 7 steps from the image itself, of which the iterate of highest loss
 * is kept. The package demands a step size and names none: a fifth of eps here, as in its documentation's example.
 */
export const resnet50Linf8: Recipe = {
  ...resnet50Natural,
  adversarial: 'linf:8/255:7',
  adversarialStep: 0.2,
  adversarialStart: 'image',
  adversarialKeep: 'best',
};

/** The same in the ball of l2. */
export const resnet50L2: Recipe = { ...resnet50Linf8, adversarial: 'l2:0.5:7' };
