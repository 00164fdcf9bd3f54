import { describe, expect, it } from 'vitest';
import { attackDescription, attackNameSchema } from './attackMethods.js';
import { attackOptionsOf, attacksWith, requireOwnNorm, requireOwnSteps } from './attackOptions.js';
import { attackOptionsSchema } from './attackOptionsSchema.js';
import { parseEpsilon } from './epsilon.js';
import { UsageFault } from './fault.js';

const eps = parseEpsilon('0.5');

describe('the options of an attack', () => {
  it.each([
    ['a step of no size', 'pgd', { 'step-size': 0 }, /^--step-size: /],
    [
      'momentum that it does not have',
      'pgd',
      { decay: 1 },
      '--decay: pgd has no such option; it is an option of mi-fgsm',
    ],
    ['momentum below 0', 'mi-fgsm', { decay: -1 }, /^--decay: /],
    ['a share that is all', 'fmn', { gamma: 1 }, /^--gamma: /],
    ['a step size that it has no use for', 'gaussian-noise', { 'step-size': 1 }, /^--step-size: gaussian-noise has no/],
  ] as const)('are refused with %s', (_, attack, given, message) => {
    const refused = () => attackOptionsOf({ attack, eps, steps: 10 }, given);
    expect(refused).toThrow(UsageFault);
    expect(refused).toThrow(message);
  });

  it('are blamed on the flag that they came from', () => {
    const flagOf = (option: string) => `--adversarial-${option}`;
    expect(() => attackOptionsOf({ attack: 'pgd', eps, steps: 10 }, { 'step-size': -1 }, flagOf)).toThrow(
      /^--adversarial-step-size: /,
    );
    expect(() => attackOptionsOf({ attack: 'mi-fgsm', eps, steps: 10 }, { decay: -1 }, flagOf)).toThrow(
      /^--adversarial-decay: /,
    );
  });

  it('are those of its method, with values of its own where none are given', () => {
    expect(attackOptionsOf({ attack: 'pgd', eps, steps: 10 }, {})).toEqual({
      'step-size': 0.125,
      'gradient-scale': 'image',
    });
    expect(attackOptionsOf({ attack: 'mi-fgsm', eps, steps: 5 }, { decay: 0.5 })).toEqual({
      'step-size': 0.1,
      decay: 0.5,
    });
    expect(attackOptionsOf({ attack: 'gaussian-noise', eps, steps: 5 }, {})).toEqual({});
  });

  it.each(attackNameSchema.options)('of %s are all that its row has, and no other', (attack) => {
    const names = Object.keys(attackOptionsOf({ attack, eps, steps: 3 }, {}));
    expect(names.sort()).toEqual(Object.keys(attackDescription(attack).options).sort());
    expect(names).toEqual(
      attackOptionsSchema
        .keyof()
        .options.filter((name) => attacksWith(name).includes(attack))
        .sort(),
    );
  });
});

describe('a fixed number of steps', () => {
  it('is asked of the methods that have one', () => {
    expect(() => requireOwnSteps('fgsm', 2, '--steps')).toThrow(
      '--steps: fgsm has 1 step, not 2; write 1 for the number of steps',
    );
    expect(() => requireOwnSteps('fgsm', 1, '--steps')).not.toThrow();
    expect(() => requireOwnSteps('pgd', 7, '--steps')).not.toThrow();
  });
});

describe('a norm', () => {
  it('is refused where the method does not have it', () => {
    expect(() => requireOwnNorm('ddn', 'linf', '--norm')).toThrow('--norm: ddn has no linf; write l2');
    expect(() => requireOwnNorm('ddn', 'l2', '--norm')).not.toThrow();
    expect(() => requireOwnNorm('fmn', 'linf', '--norm')).not.toThrow();
  });
});
