import { describe, expect, it } from 'vitest';
import type { AuditComparison } from '@bcos-bench/formats';
import { appliedRules, type AuditFacts } from './rules.js';
import { verdictOf } from './verdict.js';

const IMAGES = 20;

/** An attack that broke the first `broken` images, or those that are named. */
function attack(group: string, setting: string, broken: number | readonly number[]): AuditComparison {
  const images = typeof broken === 'number' ? Array.from({ length: broken }, (_, i) => i) : [...broken];
  return {
    name: `${group} ${setting}`,
    group,
    attack: `PGD, ${setting}`,
    broken: images,
    left: IMAGES - images.length,
  };
}

/** A network of which nothing is suspicious. */
const honest: AuditFacts = {
  classes: 10,
  correct: Array.from({ length: IMAGES }, (_, i) => i),
  comparisons: [
    attack('attack', 'pgd', 12),
    attack('attack', 'square', 8),
    attack('attack', 'random points', 1),
    attack('attack', 'transfer', 3),
    attack('steps', '1', 8),
    attack('steps', '10', 12),
    attack('steps', '100', 13),
    attack('restarts', '1', 12),
    attack('restarts', '20', 14),
    attack('radius', '8/255', 12),
    attack('radius', '1', 20),
    attack('loss', 'ce', 12),
    attack('loss', 'margin', 14),
    attack('gradient', 'true', 12),
    attack('gradient', 'through W(x)', 9),
  ],
  gradients: { images: IMAGES, zero: 0, small: 0, measurable: IMAGES, mismatched: 0, repeatDifference: 0 },
  checks: [],
};

const withAttack = (name: string, broken: number | readonly number[]): AuditFacts => ({
  ...honest,
  comparisons: honest.comparisons.map((comparison) => {
    const setting = comparison.name.slice(comparison.group.length + 1);
    return comparison.name === name ? attack(comparison.group, setting, broken) : comparison;
  }),
});

const withGradients = (gradients: Partial<AuditFacts['gradients']>): AuditFacts => ({
  ...honest,
  gradients: { ...honest.gradients, ...gradients },
});

const check = (name: string) => ({ name, condition: '', raised: true, observed: '' });

const verdict = (facts: AuditFacts) => verdictOf(appliedRules(facts), facts.correct.length);

it('says that there is no sign of masking where there is none', () => {
  expect(verdict(honest)).toEqual({ outcome: 'no sign of masking', words: 'no sign of masking', rule: null });
});

describe('a rule is raised, and the verdict names it', () => {
  it.each<[rule: string, facts: AuditFacts, words: string]>([
    ['Square', withAttack('attack square', 18), 'masked: Square breaks 6 more images than PGD, pgd'],
    [
      'random points',
      withAttack('attack random points', 17),
      'masked: random points break 5 more images than PGD, pgd',
    ],
    ['transfer', withAttack('attack transfer', 20), 'masked: transferred images break 8 more images than PGD, pgd'],
    ['loss', withAttack('loss margin', 17), 'masked: PGD, margin breaks 5 more images than PGD, ce'],
    ['explanation', withAttack('gradient through W(x)', 17), 'masked: W(x) breaks 5 more images than PGD, true'],
    ['steps', withAttack('steps 1', 18), 'masked: PGD, 1 breaks 6 more images than PGD, 10'],
    ['restarts', withAttack('restarts 20', 17), 'masked: PGD, 20 breaks 5 more images than PGD, 1'],
    ['radius', withAttack('radius 1', 6), 'masked: PGD, 8/255 breaks 6 more images than PGD, 1'],
    ['blinding radius', withAttack('radius 1', 14), 'masked: at the largest radius 6 of 20 images are left'],
    ['zero gradient', withGradients({ zero: 3 }), 'masked: the gradient is 0 for 3 of 20 images'],
    ['vanishing gradient', withGradients({ small: 11 }), 'masked: the gradient is below 1e-8 for 11 of 20 images'],
    [
      'gradient does not lead',
      withGradients({ mismatched: 11 }),
      'masked: the loss does not follow the gradient for 11 of 20 images',
    ],
    [
      'randomised output',
      { ...withGradients({ repeatDifference: 0.5 }), checks: [check('randomised output')] },
      'masked: two passes differ by up to 0.5',
    ],
    [
      'probabilities for logits',
      { ...honest, checks: [check('probabilities for logits')] },
      'masked: the outputs are probabilities',
    ],
  ])('%s', (rule, facts, words) => {
    const { outcome, words: said, rule: named } = verdict(facts);
    expect([outcome, named]).toEqual(['masked', rule]);
    expect(said.startsWith(`${words} (rule: ${rule}`)).toBe(true);
  });
});

it('takes a difference that chance may make for none: 4 of 4, or 6 against 3', () => {
  expect(verdict(withAttack('attack square', 16)).outcome).toBe('no sign of masking');
  const mixed = [...Array.from({ length: 9 }, (_, i) => i), 12, 13, 14, 15, 16, 17];
  expect(verdict(withAttack('attack square', mixed)).outcome).toBe('no sign of masking');
});

it('names the other rules that are raised, in their order', () => {
  const facts = { ...withAttack('attack square', 18), gradients: { ...honest.gradients, zero: 20 } };
  expect(verdict(facts).words).toBe('masked: the gradient is 0 for 20 of 20 images (rule: zero gradient; also Square)');
});

it('says that there are too few images where nothing can be told', () => {
  const facts = { ...honest, correct: [1, 2], comparisons: [] };
  expect(verdict(facts).outcome).toBe('too few images');
});

it('leaves out what was not looked at', () => {
  const rules = appliedRules({ ...honest, comparisons: [] });
  expect(rules.filter(({ observed }) => observed === 'not looked at').map(({ name }) => name)).toEqual([
    'Square',
    'random points',
    'transfer',
    'loss',
    'explanation',
    'mean of passes',
    'steps',
    'restarts',
    'radius',
    'blinding radius',
  ]);
  expect(rules.some(({ raised }) => raised)).toBe(false);
});
