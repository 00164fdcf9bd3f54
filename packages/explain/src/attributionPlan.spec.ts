import { describe, expect, it } from 'vitest';
import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import { attributionMethods } from './methods/attributionMethods.js';
import { attributionPlan, methodOf, type AttributionWish } from './attributionPlan.js';

const nothing: AttributionWish = {
  method: undefined,
  steps: undefined,
  samples: undefined,
  noise: undefined,
  window: undefined,
  stride: undefined,
  cells: undefined,
  seed: 7,
};

describe('attributionPlan', () => {
  it('explains each kind of network with what sums to its logit', () => {
    expect(methodOf(attributionPlan(nothing, true))).toEqual({ name: 'dynamic-linear', settings: {} });
    expect(methodOf(attributionPlan(nothing, false))).toEqual({
      name: 'integrated-gradients',
      settings: { steps: 50 },
    });
  });
  it('takes what is asked for, and names what matters of it', () => {
    const plan = attributionPlan({ ...nothing, method: 'smooth-grad', samples: 3, noise: 0 }, true);
    expect(plan.settings).toMatchObject({ samples: 3, noise: 0, seed: 7 });
    expect(methodOf(plan)).toEqual({ name: 'smooth-grad', settings: { samples: 3, noise: 0, seed: 7 } });
  });
  it.each(['input-x-gradient', 'integrated-gradients', 'smooth-grad'] as const)(
    'has %s for every network',
    (method) => {
      for (const bcos of [true, false]) {
        expect(attributionPlan({ ...nothing, method }, bcos).method).toBe(attributionMethods[method]);
      }
    },
  );
  it('refuses the dynamic linear map of an ordinary network', () => {
    expect(() => attributionPlan({ ...nothing, method: 'dynamic-linear' }, false)).toThrow(
      '--method: dynamic-linear is only for B-cos networks, and this is not one; choose another method, such as integrated-gradients',
    );
  });
  const meaningless: [AttributionMethodName, Partial<AttributionWish>, string][] = [
    ['integrated-gradients', { samples: 3 }, '--samples: has no effect with integrated-gradients; leave it out'],
    ['smooth-grad', { steps: 3 }, '--steps: has no effect with smooth-grad'],
    ['input-x-gradient', { noise: 0.1 }, '--noise: has no effect with input-x-gradient'],
  ];
  it.each(meaningless)('refuses a setting that %s does not know', (method, setting, says) => {
    expect(() => attributionPlan({ ...nothing, method, ...setting }, true)).toThrow(says);
  });
});
