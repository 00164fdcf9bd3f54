import { describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { recipeSchema } from './recipe.js';
import { overridden, type RecipeOverrides } from './recipeOverrides.js';
import { basic } from './recipes/basic.js';
import { recipes } from './recipes/registry.js';
import { recipeFlags } from './trainFlags.js';

describe('a recipe', () => {
  it.each([...recipes])('%s can be used as it is', (_name, recipe) => {
    expect(recipeSchema.parse(recipe)).toEqual(recipe);
    expect(overridden(recipe, {})).toEqual(recipe);
  });

  it('has a flag for every field', () => {
    const camel = (flag: string): string => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(Object.keys(recipeFlags).map(camel).sort()).toEqual([...recipeSchema.keyof().options].sort());
  });
});

describe('overridden', () => {
  it('takes what is given and keeps the rest', () => {
    const changed = overridden(basic, { epochs: 3, optimiser: 'sgd', momentum: 0.5, augmentation: 'crop, cutout' });
    expect(changed).toEqual({ ...basic, epochs: 3, optimiser: 'sgd', momentum: 0.5, augmentation: ['crop', 'cutout'] });
    expect(overridden(basic, { augmentation: 'none' }).augmentation).toEqual([]);
    expect(overridden(basic, { schedule: 'multi-step', milestones: '5,10' }).milestones).toEqual([5, 10]);
  });

  const wrong: readonly (readonly [RecipeOverrides, RegExp])[] = [
    [{ epochs: 0 }, /^--epochs: /],
    [{ batch: 1.5 }, /^--batch: /],
    [{ lr: -1 }, /^--lr: /],
    [{ augmentation: 'flip,shear' }, /^--augmentation: /],
    [{ schedule: 'multi-step', milestones: '5,x' }, /^--milestones: /],
    [{ adversarial: 'linf:8/255' }, /^--adversarial: .*NORM:EPS:STEPS/],
    [{ adversarial: 'l1:8/255:7' }, /^--adversarial: /],
    [{ adversarial: 'linf:8/0:7' }, /^--adversarial: .*radius/],
    [{ adversarial: 'linf:8/255:0' }, /^--adversarial: /],
    [{ adversarial: 'l2:1:2:3' }, /^--adversarial: /],
    [{ momentum: 0.5 }, /^--momentum: has no effect with the other choices/],
    [{ adversarialStep: 1 }, /^--adversarial-step: has no effect with the other choices/],
    [{ loss: 'bce-uniform', labelSmoothing: 0.1 }, /^--label-smoothing: has no effect with the other choices/],
  ];
  it.each(wrong)('refuses %j and names the flag', (overrides, message) => {
    expect(() => overridden(basic, overrides)).toThrow(UsageFault);
    expect(() => overridden(basic, overrides)).toThrow(message);
  });
});
