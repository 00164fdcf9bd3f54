import { describe, expect, it } from 'vitest';
import { UsageFault, parseEpsilon } from '@bcos-bench/stage';
import { checkPlan, chooseLoss, type AttackPlan } from './attackPlan.js';

const plan: AttackPlan = {
  norm: 'linf',
  eps: parseEpsilon('8/255'),
  steps: 20,
  stepSize: 0.01,
  threat: 'encoded',
  loss: 'bce',
  randomStart: false,
  restarts: 1,
  seed: 0,
};

describe('an attack plan', () => {
  it('climbs the loss of the training unless told otherwise', () => {
    expect(chooseLoss('auto', 'bce')).toBe('bce');
    expect(chooseLoss('auto', 'cross-entropy')).toBe('ce');
    expect(chooseLoss('margin', 'bce')).toBe('margin');
  });

  it.each([
    ['no steps', { steps: 0 }],
    ['half a step', { steps: 1.5 }],
    ['a step of no length', { stepSize: 0 }],
    ['no restart', { restarts: 0 }],
    ['restarts that all begin alike', { restarts: 2 }],
  ])('is refused with %s', (_, changed) => {
    expect(() => checkPlan({ ...plan, ...changed })).toThrow(UsageFault);
  });

  it('is returned as it is when sound', () => {
    expect(checkPlan({ ...plan, restarts: 5, randomStart: true })).toEqual({ ...plan, restarts: 5, randomStart: true });
  });
});
