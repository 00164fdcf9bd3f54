import { describe, expect, it } from 'vitest';
import type { AttackSample } from '@bcos-bench/formats';
import { withstood } from '../testing/withstood.fixture.js';
import { counted, noCounts, SMALL_GRADIENT, type Counts } from './counts.js';

/** Where no gradient was taken: the image was not attacked. */
const notAttacked = { zero_gradient: null, gradient_norm: null };

describe('the counts of an attack', () => {
  it('begin at nothing', () => {
    expect(Object.values(noCounts)).toEqual(Array(11).fill(0));
  });

  const usual = { clean: 1, robust: 1, withGradient: 1 };

  it.each<[string, Partial<AttackSample>, Partial<Counts>]>([
    ['an image that withstood', {}, usual],
    ['a success', { adv_pred: 0, success: true }, { clean: 1, successes: 1, withGradient: 1 }],
    [
      'one that was already misclassified',
      { clean_pred: 1, adv_pred: 1, success: true, ...notAttacked },
      { successes: 1 },
    ],
    [
      'one that is right again when it is rounded',
      { adv_pred: 0, success: true, rounded_pred: 2 },
      { clean: 1, successes: 1, withGradient: 1, rounded: 1 },
    ],
    ['a gradient of 0', { zero_gradient: true, gradient_norm: 0 }, { ...usual, zeroGradient: 1, smallGradient: 1 }],
    ['a gradient just below the limit', { gradient_norm: SMALL_GRADIENT / 2 }, { ...usual, smallGradient: 1 }],
    ['a gradient at the limit', { gradient_norm: SMALL_GRADIENT }, usual],
    ['no gradient', notAttacked, { clean: 1, robust: 1 }],
    ['the two largest logits equal, in any order', { clean_logits: [-1, 4, 0, 4] }, { ...usual, tied: 1 }],
    ['two smaller logits equal', { clean_logits: [1, 4, 1] }, usual],
    ['probabilities', { clean_logits: [0.5, 0.2, 0.3] }, { ...usual, probabilities: 1 }],
    ['probabilities, to rounding', { clean_logits: [1.000005, -0.000004, 0] }, { ...usual, probabilities: 1 }],
    ['a sum above 1', { clean_logits: [0.5, 0.2, 0.3001] }, usual],
    ['a sum below 1', { clean_logits: [0.5, 0.2, 0.2999] }, usual],
    ['a number below 0', { clean_logits: [0.9, 0.2, -0.1] }, usual],
    ['a number above 1', { clean_logits: [1.1, 0, -0.1] }, usual],
    ['a number just above 1', { clean_logits: [1.000018, -0.000009, -0.000009] }, usual],
    ['one whose first iterate is the best', { best_step: 0 }, { ...usual, unmoved: 1 }],
    ['one whose first iterate succeeds', { best_step: 0, success: true }, { ...usual, successes: 1 }],
    ['one at its first iterate, not attacked', { best_step: 0, ...notAttacked }, { clean: 1, robust: 1 }],
    ['one at its first iterate, wrong before', { best_step: 0, clean_pred: 0 }, { robust: 1, withGradient: 1 }],
  ])('have %s', (_, sample, expected) => {
    expect(counted(noCounts, { ...withstood, ...sample })).toEqual({ ...noCounts, images: 1, ...expected });
  });

  it('add up', () => {
    const twice = counted(counted(noCounts, withstood), { ...withstood, clean_logits: [1, 1] });
    expect(twice).toEqual({ ...noCounts, images: 2, clean: 2, robust: 2, withGradient: 2, tied: 1 });
  });
});
