import { isNearChance, NEAR_CHANCE_MEANS, proportion } from '@bcos-bench/vocabulary';
import type { SanityFlag } from '@bcos-bench/formats';
import { SMALL_GRADIENT, type Tally } from './evidence.js';
import type { Probe } from './probe.js';

/** What the sanity of an attack is judged by. */
export interface Evidence {
  readonly tally: Tally;
  readonly probe: Probe;
  /** How many classes there are. */
  readonly classes: number;
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

/** As in AutoAttack's check of randomised defences. */
const REPEAT_TOLERANCE = 1e-4;

const of = (part: number, whole: number): string => `${part} of ${whole} pictures`;

/** The checks that apply to any attack; docs/attacks.md says where each comes from. */
const checks: readonly SanityCheck[] = [
  {
    name: 'clean accuracy near chance',
    raisedWhen:
      'the 95% interval of the accuracy before the attack reaches down to chance, or it is less than a tenth of the way from chance to 100%',
    means: NEAR_CHANCE_MEANS,
    look: ({ tally: { clean, pictures }, classes }) => ({
      raised: isNearChance(proportion(clean, pictures), classes),
      observed: `${of(clean, pictures)} of ${classes} classes`,
    }),
  },
  {
    name: 'randomised output',
    raisedWhen: `two forward passes of the same picture differ by more than ${REPEAT_TOLERANCE} of their length`,
    means: 'a randomised defence: gradients are noisy, and the attack must average over many of them',
    look: ({ probe: { repeatDifference } }) => ({
      raised: !(repeatDifference <= REPEAT_TOLERANCE),
      observed: `largest difference ${repeatDifference}`,
    }),
  },
  {
    name: 'probabilities for logits',
    raisedWhen: 'the clean outputs of all pictures are within [0,1] and sum to 1',
    means: 'the network ends in a softmax: the loss takes a softmax of it again, and its gradient fades',
    look: ({ tally: { probabilities, pictures } }) => ({
      raised: pictures > 0 && probabilities === pictures,
      observed: of(probabilities, pictures),
    }),
  },
  {
    name: 'tied logits',
    raisedWhen: 'the two largest clean logits of any picture are equal',
    means: 'its prediction is a matter of order; logits are rounded, cut off or all alike',
    look: ({ tally: { tied, pictures } }) => ({ raised: tied > 0, observed: of(tied, pictures) }),
  },
  {
    name: 'zero gradient',
    raisedWhen: 'the gradient at the first iterate of any picture is exactly 0',
    means: 'the attack stands still there: masked gradients, or a loss that has run into rounding; try margin or dlr',
    look: ({ tally: { zeroGradient, withGradient } }) => ({
      raised: zeroGradient > 0,
      observed: of(zeroGradient, withGradient),
    }),
  },
  {
    name: 'gradient near zero',
    raisedWhen: `the gradient at the first iterate of any image is below ${SMALL_GRADIENT} in l2`,
    means:
      'float32 rounds most of it away, and an attack that averages over a batch, as the article does, takes shorter steps; try margin or dlr',
    look: ({ tally: { smallGradient, withGradient } }) => ({
      raised: smallGradient > 0,
      observed: of(smallGradient, withGradient),
    }),
  },
  {
    name: 'gradient does not lead',
    raisedWhen:
      'for more than half of the probed pictures a small step along the gradient changes the loss by less than a tenth of what it says',
    means: 'a part that is not differentiable, or gradients that are not those of the network',
    look: ({ probe: { disobedient, measurable } }) => ({
      raised: 2 * disobedient > measurable,
      observed: of(disobedient, measurable),
    }),
  },
  {
    name: 'steps in vain',
    raisedWhen: 'for more than half of the pictures that withstood, no iterate is kept but the first',
    means: 'the loss does not climb: masked gradients, or steps that are too long',
    look: ({ tally: { unmoved, robust } }) => ({
      raised: 2 * unmoved > robust && unmoved > 0,
      observed: of(unmoved, robust),
    }),
  },
];

/** Every check with what it found. */
export function sanityFlags(evidence: Evidence): SanityFlag[] {
  return checks.map(({ name, raisedWhen, means, look }) => ({ name, raisedWhen, means, ...look(evidence) }));
}
