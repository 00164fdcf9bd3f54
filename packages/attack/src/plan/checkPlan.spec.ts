import { describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import type { AttackPlan } from './attackPlan.js';
import { checkPlan, chooseLoss } from './checkPlan.js';
import { plainPlan } from '../testing/plan.fixture.js';

const plan: AttackPlan = plainPlan;
const CLASSES = 10;

describe('an attack plan', () => {
  it('climbs the loss of the training unless told otherwise', () => {
    expect(chooseLoss('pgd', 'auto', 'bce')).toBe('bce');
    expect(chooseLoss('pgd', 'auto', 'cross-entropy')).toBe('ce');
    expect(chooseLoss('pgd', 'margin', 'bce')).toBe('margin');
    expect(chooseLoss('autoattack', 'auto', 'bce')).toBe('bce');
  });

  it('climbs the loss of its method where that has one', () => {
    expect(chooseLoss('apgd-t', 'auto', 'bce')).toBe('dlr');
    expect(() => chooseLoss('apgd-t', 'ce', 'bce')).toThrow('--loss: apgd-t follows dlr, not ce; leave it out');
    expect(() => chooseLoss('autoattack', 'ce', 'bce')).toThrow('--loss: autoattack follows the losses of its members');
  });

  it.each([
    ['no steps', { steps: 0 }],
    ['half a step', { steps: 1.5 }],
    ['no restart', { restarts: 0 }],
    ['restarts that all begin alike', { restarts: 2 }],
    ['two steps of FGSM', { attack: 'fgsm', steps: 2 }],
    ['a target for an attack that chooses its own', { attack: 'apgd-t', loss: 'dlr', target: 'random' }],
    ['a target for an attack that takes the nearest', { attack: 'fab', loss: 'margin', target: 'random' }],
    ['restarts of an ensemble', { attack: 'autoattack', randomStart: true, restarts: 2 }],
    ['a target of an ensemble', { attack: 'autoattack', target: 'random' }],
    ['a target that is not given', { target: 'given' }],
    ['a class but no target', { targetClass: 3 }],
    ['a norm that the method does not have', { attack: 'ddn', norm: 'linf' }],
    ['a random start of a method that begins at the image', { attack: 'fmn', randomStart: true }],
    ['restarts of such a method', { attack: 'fmn', randomStart: true, restarts: 2 }],
    ['the last iterate of a method that keeps the nearest', { attack: 'fmn', useBest: false }],
    ['the last iterate of another such method', { attack: 'fab-t', loss: 'difference', useBest: false }],
    ['a class that there is not', { target: 'given', targetClass: 10 }],
  ] as const)('is refused with %s', (_, changed) => {
    expect(() => checkPlan({ ...plan, ...changed }, CLASSES)).toThrow(UsageFault);
  });

  it('is refused where the loss needs more classes', () => {
    expect(checkPlan({ ...plan, loss: 'dlr' }, 3)).toEqual({ ...plan, loss: 'dlr' });
    expect(() => checkPlan({ ...plan, loss: 'dlr' }, 2)).toThrow('dlr needs 3 classes, not 2');
    expect(() => checkPlan({ ...plan, loss: 'dlr', target: 'random' }, 3)).toThrow('dlr needs 4 classes, not 3');
  });

  it('is refused where each of many classes would need a gradient', () => {
    const many = { ...plan, attack: 'fab', loss: 'margin' } as const;
    expect(() => checkPlan(many, 1000)).toThrow('--attack: fab takes a gradient for each of 999 wrong classes');
    expect(checkPlan(many, 100)).toEqual(many);
  });

  it.each(['square', 'fab', 'fab-t'] as const)(
    'needs no random start for restarts of %s, which has its own',
    (attack) => {
      const restarted = { ...plan, attack, loss: attack === 'fab-t' ? 'difference' : 'margin', restarts: 2 } as const;
      expect(checkPlan(restarted, CLASSES)).toEqual(restarted);
    },
  );

  it('is returned as it is when sound', () => {
    expect(checkPlan({ ...plan, restarts: 5, randomStart: true }, CLASSES)).toEqual({
      ...plan,
      restarts: 5,
      randomStart: true,
    });
  });
});
