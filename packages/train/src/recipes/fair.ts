import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/**
 * One recipe and one loss for every network, B-cos or ordinary, so that a comparison sees the network and not its training:
 * BCE, Adam, a cosine over 100 epochs, batch 64, flip and crop.
 */
export const fair: Recipe = { ...basic, epochs: 100, loss: 'bce' };
