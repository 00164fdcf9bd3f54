import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';

/**
 * What `robustness.defaults` says of CIFAR: SGD 0.1 with momentum 0.9 and weight decay 5e-4 of all parameters, a tenth of
 * the rate at each third of 150 epochs, batch 128, and the augmentation of `robustness.data_augmentation`.
 */
export const resnet50Natural: Recipe = {
  ...basic,
  epochs: 150,
  batch: 128,
  lr: 0.1,
  optimiser: 'sgd',
  weightDecay: 5e-4,
  schedule: 'multi-step',
  milestones: [50, 100],
  loss: 'cross-entropy',
  augmentation: ['crop', 'flip', 'colour-jitter', 'rotation'],
};
