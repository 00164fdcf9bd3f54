import { describe, expect, it } from 'vitest';
import type { AttackSample } from '@bcos-bench/formats';
import { withstood } from '../testing/withstood.fixture.js';
import { counted, noCounts } from './counts.js';
import { sanityFlags, type Evidence } from './sanityChecks.js';

const sound: AttackSample = { ...withstood, label: 0, clean_pred: 0, adv_pred: 0 };
const matching = { images: 4, repeatDifference: 0, measurable: 4, mismatched: 0 };

/** Enough classes that a single correct image is beyond chance. */
const MANY_CLASSES = 1000;

function raised(
  rows: readonly Partial<AttackSample>[],
  gradientCheck = matching,
  classes = MANY_CLASSES,
  finds: Evidence['finds'] = 'highest loss',
): string[] {
  const counts = rows.reduce<ReturnType<typeof counted>>((sum, row) => counted(sum, { ...sound, ...row }), noCounts);
  return sanityFlags({ counts, gradientCheck, classes, finds })
    .filter((flag) => flag.raised)
    .map(({ name }) => name);
}

describe('the flags of an attack', () => {
  it('are down where there is nothing to see', () => {
    expect(raised([{}, { best_step: 0 }])).toEqual([]);
    expect(raised([{ clean_logits: [0.5, 0.25, 0.25] }, {}])).toEqual([]);
    expect(
      raised([
        { clean_pred: 1, adv_pred: 1, success: true, zero_gradient: null, gradient_norm: null, best_step: 0 },
        {},
      ]),
    ).toEqual([]);
  });

  it('say nothing of steps in vain where the attack looks for the nearest image', () => {
    expect(raised([{ best_step: 0 }])).toEqual(['steps in vain']);
    expect(raised([{ best_step: 0 }], matching, MANY_CLASSES, 'nearest')).toEqual([]);
  });

  it('are raised where the clean accuracy is near chance', () => {
    const rows = (right: number) => Array.from({ length: 30 }, (_, i) => (i < right ? {} : { clean_pred: 1 }));
    expect(raised(rows(10), matching, 3)).toEqual(['clean accuracy near chance']);
    expect(raised(rows(25), matching, 3)).toEqual([]);
    expect(raised([{}], matching, 3)).toEqual(['clean accuracy near chance']);
  });

  it.each([
    ['tied logits', [{ clean_logits: [3, 3, 1] }, {}], matching],
    ['probabilities for logits', [{ clean_logits: [0.5, 0.2, 0.3] }, { clean_logits: [1, 0, 0] }], matching],
    ['zero gradient', [{}, { zero_gradient: true }], matching],
    ['gradient near zero', [{}, { gradient_norm: 9e-9 }], matching],
    ['steps in vain', [{ best_step: 0 }, { best_step: 0 }, {}], matching],
    ['randomised output', [{}], { ...matching, repeatDifference: 0.001 }],
    ['randomised output', [{}], { ...matching, repeatDifference: NaN }],
    ['gradient does not lead', [{}], { ...matching, mismatched: 3 }],
  ])('%s', (name, rows, gradientCheck) => {
    expect(raised(rows, gradientCheck)).toEqual([name]);
  });

  it.each([
    ['tied logits', [{ clean_logits: [3, 3, 1] }, {}], '1 of 2 images'],
    ['probabilities for logits', [{ clean_logits: [1, 0, 0] }, {}], '1 of 2 images'],
    ['zero gradient', [{ zero_gradient: true }, {}, { zero_gradient: null, gradient_norm: null }], '1 of 2 images'],
    ['gradient near zero', [{ gradient_norm: 1e-9 }, {}, {}], '1 of 3 images'],
    ['gradient does not lead', [{}], '0 of 4 images'],
    ['steps in vain', [{ best_step: 0 }, {}, { adv_pred: 1 }], '1 of 2 images'],
    ['randomised output', [{}], 'largest difference 0'],
    ['clean accuracy near chance', [{ clean_pred: 1 }, {}], '1 of 2 images of 1000 classes'],
  ])('%s: says what was seen', (name, rows, observed) => {
    const counts = rows.reduce<ReturnType<typeof counted>>((sum, row) => counted(sum, { ...sound, ...row }), noCounts);
    const flags = sanityFlags({ counts, gradientCheck: matching, classes: MANY_CLASSES, finds: 'highest loss' });
    expect(flags.find((flag) => flag.name === name)?.observed).toBe(observed);
  });

  it('are not raised by half of the images, and by no images', () => {
    expect(raised([{ best_step: 0 }, {}])).toEqual([]);
    expect(raised([{}], { ...matching, mismatched: 2 })).toEqual([]);
    expect(raised([{}], { ...matching, repeatDifference: 1e-4 })).toEqual([]);
    expect(raised([])).not.toContain('probabilities for logits');
    expect(raised([{ adv_pred: 1 }])).toEqual([]);
  });
});
