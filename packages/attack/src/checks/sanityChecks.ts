import { isNearChance, NEAR_CHANCE_MEANS, proportion, type AttackDescription } from '@bcos-bench/vocabulary';
import type { SanityFlag } from '@bcos-bench/formats';
import { SMALL_GRADIENT, type Counts } from './counts.js';
import type { GradientCheck } from './gradientCheck.js';
import { givesProbabilities, isRandomised, leadsNowhere, REPEAT_TOLERANCE } from './signs.js';

/** What the sanity of an attack is evaluated by. */
export interface Evidence {
  readonly counts: Counts;
  readonly gradientCheck: GradientCheck;
  /** How many classes there are. */
  readonly classes: number;
  /** What the attack looks for. */
  readonly finds: AttackDescription['finds'];
}

/** One way in which an attack's numbers can mislead. */
interface SanityCheck {
  readonly name: string;
  /** The condition, in words. */
  readonly raisedWhen: string;
  /** What it may mean. */
  readonly means: string;
  readonly look: (evidence: Evidence) => { readonly raised: boolean; readonly observed: string };
}

const of = (part: number, whole: number): string => `${part} of ${whole} images`;

/** The checks that apply to any attack; docs/attacks.md says where each comes from. */
const checks: readonly SanityCheck[] = [
  {
    name: 'clean accuracy near chance',
    raisedWhen:
      'the 95% interval of the accuracy before the attack reaches down to chance, or it is less than a tenth of the way from chance to 100%',
    means: NEAR_CHANCE_MEANS,
    look: ({ counts: { clean, images }, classes }) => ({
      raised: isNearChance(proportion(clean, images), classes),
      observed: `${of(clean, images)} of ${classes} classes`,
    }),
  },
  {
    name: 'randomised output',
    raisedWhen: `two forward passes of the same image differ by more than ${REPEAT_TOLERANCE} of their length`,
    means: 'a randomised defence: gradients are noisy, and the attack must average over many of them',
    look: ({ gradientCheck }) => ({
      raised: isRandomised(gradientCheck),
      observed: `largest difference ${gradientCheck.repeatDifference}`,
    }),
  },
  {
    name: 'probabilities for logits',
    raisedWhen: 'the clean outputs of all images are within [0,1] and sum to 1',
    means: 'the network ends in a softmax: the loss takes a softmax of it again, and its gradient fades',
    look: ({ counts }) => ({
      raised: givesProbabilities(counts),
      observed: of(counts.probabilities, counts.images),
    }),
  },
  {
    name: 'tied logits',
    raisedWhen: 'the two largest clean logits of any image are equal',
    means: 'its prediction is a matter of order; logits are rounded, cut off or all alike',
    look: ({ counts: { tied, images } }) => ({ raised: tied > 0, observed: of(tied, images) }),
  },
  {
    name: 'zero gradient',
    raisedWhen: 'the gradient at the first iterate of any image is exactly 0',
    means: 'the attack stands still there: masked gradients, or a loss that has run into rounding; try margin or dlr',
    look: ({ counts: { zeroGradient, withGradient } }) => ({
      raised: zeroGradient > 0,
      observed: of(zeroGradient, withGradient),
    }),
  },
  {
    name: 'gradient near zero',
    raisedWhen: `the gradient at the first iterate of any image is below ${SMALL_GRADIENT} in l2`,
    means:
      'float32 rounds most of it away, and an attack that averages over a batch, as the article does, takes shorter steps; try margin or dlr',
    look: ({ counts: { smallGradient, withGradient } }) => ({
      raised: smallGradient > 0,
      observed: of(smallGradient, withGradient),
    }),
  },
  {
    name: 'gradient does not lead',
    raisedWhen:
      'for more than half of the checked images a small step along the gradient changes the loss by less than a tenth of what it says',
    means: 'a part that is not differentiable, or gradients that are not those of the network',
    look: ({ gradientCheck }) => ({
      raised: leadsNowhere(gradientCheck),
      observed: of(gradientCheck.mismatched, gradientCheck.measurable),
    }),
  },
  {
    name: 'steps in vain',
    raisedWhen: 'for more than half of the images that withstood, no iterate is kept but the first',
    means: 'the loss does not climb: masked gradients, or steps that are too long',
    look: ({ counts: { unmoved, robust }, finds }) =>
      finds === 'nearest'
        ? { raised: false, observed: 'not looked at: this attack keeps no iterate that does not reach the goal' }
        : { raised: 2 * unmoved > robust && unmoved > 0, observed: of(unmoved, robust) },
  },
];

/** Every check with what it found. */
export function sanityFlags(evidence: Evidence): SanityFlag[] {
  return checks.map(({ name, raisedWhen, means, look }) => ({ name, raisedWhen, means, ...look(evidence) }));
}
