import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/**
 * The article's Bcos-ResNet-50: `DEFAULTS` of `bcos.experiments.ImageNet.bcos_final` with the augmentation of CIFAR-10. The
 * batch is 64: the log in the article's notebook shows 939 batches an epoch, 782 of training and 157 of evaluation.
 */
export const bcosResnet50: Recipe = {
  ...basic,
  epochs: 90,
  batch: 64,
  schedule: 'warmup-cosine',
  warmupEpochs: 5,
  loss: 'bce-uniform',
  clip: 'adaptive',
};
