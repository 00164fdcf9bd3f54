import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { basic } from './recipes/basic.js';
import { recipes } from './recipes/registry.js';
import { learningRate, planOf, planParameters } from './trainPlan.js';

describe('a plan', () => {
  it('has the loss of the recipe, or that of the architecture', () => {
    expect(planOf(basic, 'cross-entropy', 0).loss).toBe('cross-entropy');
    expect(planOf({ ...basic, loss: 'bce-uniform' }, 'cross-entropy', 0).loss).toBe('bce-uniform');
  });

  it('has the learning rate of the recipe times the share of the schedule', () => {
    const plan = planOf({ ...basic, lr: 0.2, schedule: 'multi-step', milestones: [5] }, 'bce', 0);
    expect(learningRate(plan, { epoch: 4, step: 0, stepsPerEpoch: 9 })).toBe(0.2);
    expect(learningRate(plan, { epoch: 5, step: 0, stepsPerEpoch: 9 })).toBeCloseTo(0.02, 12);
  });
});

describe('what a checkpoint says of its training', () => {
  it('is what meant something, in words', () => {
    const recipe = lookUp(recipes, 'resnet50-natural');
    expect(planParameters(planOf(recipe, 'cross-entropy', 3))).toEqual({
      epochs: 150,
      batch: 128,
      lr: 0.1,
      optimiser: 'sgd',
      momentum: 0.9,
      weightDecay: 5e-4,
      schedule: 'multi-step',
      milestones: '50, 100',
      decay: 0.1,
      loss: 'cross-entropy',
      labelSmoothing: 0,
      clip: 'none',
      emaDecay: 0,
      augmentation: 'crop, flip, colour-jitter, rotation',
      adversarial: 'none',
      seed: 3,
    });
  });
});
