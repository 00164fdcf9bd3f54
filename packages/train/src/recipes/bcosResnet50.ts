import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/**
 * The article's Bcos-ResNet-50: `DEFAULTS` of `bcos.experiments.ImageNet.bcos_final` with the augmentation of CIFAR-10. The
 * batch is that of all four GPUs, over which gradients are averaged.
 */
export const bcosResnet50: Recipe = {
  ...basic,
  epochs: 90,
  batch: 256,
  schedule: 'warmup-cosine',
  warmupEpochs: 5,
  loss: 'bce-uniform',
  clip: 'adaptive',
};
