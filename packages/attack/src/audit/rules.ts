import { proportion } from '@bcos-bench/vocabulary';
import type { Audit, AuditComparison, AuditCondition } from '@bcos-bench/formats';
import { leadsNowhere } from '../checks/signs.js';
import { signTest } from './signTest.js';

/** What the rules look at. */
export type AuditFacts = Pick<Audit, 'classes' | 'correct' | 'comparisons' | 'gradients' | 'checks'>;

/** A sign of masked gradients. */
interface Rule {
  readonly name: string;
  readonly condition: string;
  /** What was seen, in words that a verdict can end with; `raised` where it is a sign. */
  readonly look: (facts: AuditFacts) => Pick<AuditCondition, 'raised' | 'observed'>;
}

/** A difference that is less likely than this by chance counts. */
const SIGNIFICANCE = 0.05;
const BY_CHANCE = 'by an exact sign test at 5%';
/** Shares of the images above which gradients of 0, and gradients below 1e-8, are a sign. */
const [ZERO_SHARE, SMALL_SHARE] = [0.1, 0.5];

/** The rules by which an audit judges, in the order in which a verdict names them. */
const rules: readonly Rule[] = [
  {
    name: 'randomised output',
    condition: 'two forward passes of an image differ by more than 1e-4, logits scaled to length 1',
    look: ({ checks, gradients: { repeatDifference } }) => ({
      raised: isRaised(checks, 'randomised output'),
      observed: `two passes differ by up to ${Number(repeatDifference.toPrecision(3))}`,
    }),
  },
  {
    name: 'zero gradient',
    condition: `the gradient of its own loss is exactly 0 for more than ${ZERO_SHARE} of the images`,
    look: ({ gradients: { zero, images } }) => ({
      raised: zero > ZERO_SHARE * images,
      observed: `the gradient is 0 for ${zero} of ${images} images`,
    }),
  },
  {
    name: 'vanishing gradient',
    condition: `the gradient of its own loss is below 1e-8 for more than ${SMALL_SHARE} of the images`,
    look: ({ gradients: { small, images } }) => ({
      raised: small > SMALL_SHARE * images,
      observed: `the gradient is below 1e-8 for ${small} of ${images} images`,
    }),
  },
  {
    name: 'gradient does not lead',
    condition:
      'a small step along the gradient changes the loss of more than half of the images by less than a tenth of what it says',
    look: ({ gradients }) => ({
      raised: leadsNowhere(gradients),
      observed: `the loss does not follow the gradient for ${gradients.mismatched} of ${gradients.measurable} images`,
    }),
  },
  {
    name: 'probabilities for logits',
    condition: 'the outputs of all images are within [0,1] and sum to 1, to 1e-5',
    look: ({ checks }) => ({
      raised: isRaised(checks, 'probabilities for logits'),
      observed: isRaised(checks, 'probabilities for logits')
        ? 'the outputs are probabilities'
        : 'the outputs are logits',
    }),
  },
  {
    name: 'Square',
    condition: `Square breaks more images than PGD, ${BY_CHANCE}`,
    look: (facts) => compared(facts, 'Square breaks', ['attack square'], 'attack pgd'),
  },
  {
    name: 'random points',
    condition: `random points of the ball break more images than PGD, ${BY_CHANCE}`,
    look: (facts) => compared(facts, 'random points break', ['attack random points'], 'attack pgd'),
  },
  {
    name: 'transfer',
    condition: `images that were made with another network break more than PGD, ${BY_CHANCE}`,
    look: (facts) => compared(facts, 'transferred images break', ['attack transfer'], 'attack pgd'),
  },
  {
    name: 'loss',
    condition: `another loss breaks more images than its own, ${BY_CHANCE}`,
    look: (facts) => {
      const [own, ...others] = inGroup(facts, 'loss').map(({ name }) => name);
      return compared(facts, '', others, own);
    },
  },
  {
    name: 'explanation',
    condition: `the gradient through W(x) breaks more images than the true one, ${BY_CHANCE}`,
    look: (facts) => compared(facts, 'W(x) breaks', ['gradient through W(x)'], 'gradient true'),
  },
  {
    name: 'mean of passes',
    condition: `the mean of several passes breaks more images than one pass, ${BY_CHANCE}`,
    look: (facts) => compared(facts, 'the mean of 20 passes breaks', ['draws 20'], 'draws 1'),
  },
  {
    name: 'steps',
    condition: `fewer steps break more images than more steps, ${BY_CHANCE}`,
    look: (facts) => ordered(facts, 'steps'),
  },
  {
    name: 'restarts',
    condition: `the most random starts break more images than one, ${BY_CHANCE}`,
    look: (facts) => {
      const restarts = inGroup(facts, 'restarts').map(({ name }) => name);
      return compared(facts, '', restarts.slice(-1), restarts[0]);
    },
  },
  {
    name: 'radius',
    condition: `a smaller radius breaks more images than a larger one, ${BY_CHANCE}`,
    look: (facts) => ordered(facts, 'radius'),
  },
  {
    name: 'blinding radius',
    condition: 'at the largest radius the 95% interval of the accuracy lies above 1 / classes',
    look: ({ comparisons, correct, classes }) => {
      const largest = comparisons.filter(({ group }) => group === 'radius').at(-1);
      if (largest === undefined) return absent;
      const observed = `at the largest radius ${largest.left} of ${correct.length} images are left`;
      return { raised: proportion(largest.left, correct.length).low > 1 / classes, observed };
    },
  },
];

/** Every rule with what was seen. */
export function appliedRules(facts: AuditFacts): AuditCondition[] {
  return rules.map(({ name, condition, look }) => ({ name, condition, ...look(facts) }));
}

const absent = { raised: false, observed: 'not looked at' };

function isRaised(checks: AuditFacts['checks'], name: string): boolean {
  return checks.some((check) => check.name === name && check.raised);
}

function inGroup({ comparisons }: AuditFacts, group: string): AuditComparison[] {
  return comparisons.filter((comparison) => comparison.group === group);
}

/** How many images one attack broke and the other did not, both ways. */
function difference(one: AuditComparison, other: AuditComparison): { readonly more: number; readonly fewer: number } {
  const without = ({ broken }: AuditComparison, of: AuditComparison): number =>
    broken.filter((image) => !of.broken.includes(image)).length;
  return { more: without(one, other), fewer: without(other, one) };
}

/**
 * Whether any of some attacks breaks more than another; the one that does so most surely is named.
 * @param words what it is called in a sentence, with its verb; nothing where it has its own words
 */
function compared(
  { comparisons }: AuditFacts,
  words: string,
  names: readonly string[],
  reference: string | undefined,
): Pick<AuditCondition, 'raised' | 'observed'> {
  const found = (name: string | undefined) => comparisons.find((comparison) => comparison.name === name);
  const base = found(reference);
  const candidates = names.flatMap((name) => found(name) ?? []);
  return base === undefined
    ? absent
    : surest(
        candidates.map((candidate) => [candidate, base] as const),
        words,
      );
}

/** Whether any attack of a group breaks more than one that comes after it and should be stronger. */
function ordered(facts: AuditFacts, group: string): Pick<AuditCondition, 'raised' | 'observed'> {
  const attacks = inGroup(facts, group);
  const pairs = attacks.flatMap((weaker, i) => attacks.slice(i + 1).map((stronger) => [weaker, stronger] as const));
  return surest(pairs, '');
}

function surest(
  pairs: readonly (readonly [AuditComparison, AuditComparison])[],
  words: string,
): Pick<AuditCondition, 'raised' | 'observed'> {
  const tested = pairs.map(([one, other]) => {
    const { more, fewer } = difference(one, other);
    return { one, other, more, fewer, p: signTest(more, fewer) };
  });
  const [first] = tested.toSorted((a, b) => a.p - b.p);
  if (first === undefined) return absent;
  const { one, other, more, fewer, p } = first;
  const breaks = words === '' ? `${one.attack} breaks` : words;
  const raised = more > fewer && p < SIGNIFICANCE;
  const observed = raised
    ? `${breaks} ${more - fewer} more images than ${other.attack}`
    : `${breaks} ${more} images that ${other.attack} does not, and not ${fewer} that it does`;
  return { raised, observed };
}
