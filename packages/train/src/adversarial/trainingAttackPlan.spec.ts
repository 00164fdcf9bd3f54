import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { basic } from '../recipes/basic.js';
import { recipes } from '../recipes/registry.js';
import { attackStrength, trainingAttackPlan } from './trainingAttackPlan.js';

describe('the attack of a recipe', () => {
  it('is none unless asked for', () => {
    expect(trainingAttackPlan(basic)).toBeNull();
  });

  it('has steps of 2.5 eps over their number, or what the recipe says', () => {
    expect(trainingAttackPlan({ ...basic, adversarial: 'l2:0.5:10' })).toEqual({
      norm: 'l2',
      eps: 0.5,
      steps: 10,
      method: 'pgd',
      options: { 'step-size': 0.125, 'gradient-scale': 'image' },
      threat: 'pixel',
      start: 'random',
      keep: 'last',
    });
    expect(trainingAttackPlan(lookUp(recipes, 'resnet50-linf-8'))?.options['step-size']).toBeCloseTo(8 / 255 / 5, 12);
    expect(trainingAttackPlan(lookUp(recipes, 'fast-linf-8'))?.options['step-size']).toBeCloseTo(10 / 255, 12);
  });
});

describe('the method of a recipe', () => {
  it('is refused with another number of steps than it has', () => {
    const recipe = { ...basic, adversarial: 'linf:8/255:2', adversarialAttack: 'fgsm' } as const;
    expect(() => trainingAttackPlan(recipe)).toThrow(
      '--adversarial: fgsm has 1 step, not 2; write 1 for the number of steps',
    );
  });

  it('has no step size where it makes no steps, whatever the recipe says', () => {
    const fast = lookUp(recipes, 'fast-linf-8');
    expect(trainingAttackPlan({ ...fast, adversarialAttack: 'gaussian-noise' })?.options).toEqual({});
  });
});

describe('the strength of the attack', () => {
  const strengths = (adversarialWarmup: number): number[] =>
    [0, 1, 2, 3, 4, 9].map((step) =>
      attackStrength(
        { ...basic, adversarialWarmup },
        { epoch: Math.floor(step / 3), step: step % 3, stepsPerEpoch: 3 },
      ),
    );

  it('grows evenly over the warm-up and is whole after it', () => {
    expect(strengths(1)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  it('is whole from the start without a warm-up', () => {
    expect(strengths(0)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
