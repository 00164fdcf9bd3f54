import type { AttackCell } from '@bcos-bench/pipeline';
import { describe, expect, it } from 'vitest';
import { requireAsked } from './requireAsked.js';

const cell: AttackCell = { norm: 'linf', eps: '8/255', steps: 20, threat: 'encoded' };
const attack = {
  kind: 'pgd',
  norm: 'linf',
  eps: 8 / 255,
  epsText: '8/255',
  steps: 20,
  options: { 'step-size': (2.5 * (8 / 255)) / 20, 'gradient-scale': 'image' },
  threat: 'encoded',
  loss: 'bce',
  randomStart: false,
  restarts: 1,
  useBest: true,
  target: null,
  targetClass: null,
  stopEarly: false,
} as const;

describe('requireAsked', () => {
  it('is content with the attack that was asked for, in each of its words', () => {
    expect(() => requireAsked(cell, { attack }, 'a')).not.toThrow();
    expect(() => requireAsked(cell, { attack: {} }, 'a')).not.toThrow();
    const asked: AttackCell = { ...cell, 'step-size': '2/255', restarts: 3, 'use-best': false, loss: 'auto' };
    const done = { ...attack, options: { 'step-size': 2 / 255 }, restarts: 3, useBest: false } as const;
    expect(() => requireAsked(asked, { attack: done }, 'a')).not.toThrow();
  });

  it.each([
    [cell, { norm: 'l2' }, `key 'attack.norm' is "l2", and the pipeline asks for "linf"`],
    [cell, { eps: 4 / 255 }, `key 'attack.eps' is ${4 / 255}, and the pipeline asks for ${8 / 255}`],
    [cell, { steps: 10 }, `key 'attack.steps' is 10, and the pipeline asks for 20`],
    [cell, { threat: 'pixel' }, `key 'attack.threat' is "pixel"`],
    [cell, { kind: 'fgsm' }, `key 'attack.kind' is "fgsm", and the pipeline asks for "pgd"`],
    [cell, { randomStart: true }, `key 'attack.randomStart' is true, and the pipeline asks for false`],
    [cell, { stopEarly: true }, `key 'attack.stopEarly' is true`],
    [cell, { rescale: true }, `key 'attack.rescale' is true, and the pipeline asks for false`],
    [cell, { round: true }, `key 'attack.round' is true, and the pipeline asks for false`],
    [{ ...cell, round: true }, {}, `key 'attack.round' is false, and the pipeline asks for true`],
    [cell, { target: 'random' }, `key 'attack.target' is "random", and the pipeline asks for null`],
    [{ ...cell, 'use-best': false }, {}, `key 'attack.useBest' is true, and the pipeline asks for false`],
    [cell, { useBest: false }, `key 'attack.useBest' is false, and the pipeline asks for true`],
    [
      cell,
      { options: { 'step-size': 0.00001 } },
      `key 'attack.options.step-size' is 0.00001, and the pipeline asks for ${(2.5 * (8 / 255)) / 20}`,
    ],
    [
      { ...cell, 'step-size': 0.1 },
      { options: { 'step-size': 0.004 } },
      `key 'attack.options.step-size' is 0.004, and the pipeline asks for 0.1`,
    ],
    [
      { ...cell, attack: 'mi-fgsm' },
      { kind: 'mi-fgsm', useBest: false, options: { decay: 0.5 } },
      `key 'attack.options.decay' is 0.5, and the pipeline asks for 1`,
    ],
  ] as const)('names what differs: %j, %j', (asked, other, words) => {
    expect(() => requireAsked(asked, { attack: { ...attack, ...other } }, 'a')).toThrow(`a/summary.json: ${words}`);
  });
});
