import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/** The article's Bcos-ResNet-56: `DEFAULTS` of `bcos.experiments.CIFAR10.norm_ablations_final`. */
export const bcosResnet56: Recipe = { ...basic, epochs: 100, loss: 'bce' };
