import type { AuditComparison, AuditCondition } from '@bcos-bench/formats';
import type { Counts } from '../checks/counts.js';
import { givesProbabilities, isRandomised, REPEAT_TOLERANCE } from '../checks/signs.js';

/** What AutoAttack's checks look at. */
export interface CheckedFacts {
  readonly classes: number;
  /** Images that were audited, and those that are classified correctly without an attack. */
  readonly images: number;
  readonly correct: readonly number[];
  readonly repeatDifference: number;
  /** Of the first iterates of APGD with its difference of logits ratio, at a random start. */
  readonly dlr: Pick<Counts, 'zeroGradient' | 'withGradient'>;
  /** Of the clean images. */
  readonly probabilities: number;
  readonly comparisons: readonly AuditComparison[];
}

/** A check of AutoAttack. */
interface AuthorsCheck {
  readonly name: string;
  readonly condition: string;
  readonly look: (facts: CheckedFacts) => Pick<AuditCondition, 'raised' | 'observed'>;
}

/** The bound of the authors' `checks.py`. */
const SQUARE_TOLERANCE = 0.002;
/** The target classes of the members apgd-t and fab-t. */
const TARGETS = 9;

/** The six checks of AutoAttack (Croce and Hein; `checks.py` of their package), each with its condition. */
const checks: readonly AuthorsCheck[] = [
  {
    name: 'randomised output',
    condition: `two forward passes of an image differ by more than ${REPEAT_TOLERANCE}, logits scaled to length 1`,
    look: (facts) => ({
      raised: isRandomised(facts),
      observed: `largest difference ${Number(facts.repeatDifference.toPrecision(3))}`,
    }),
  },
  {
    name: 'probabilities for logits',
    condition: 'the outputs of all images are within [0,1] and sum to 1, to 1e-5',
    look: (facts) => ({
      raised: givesProbabilities(facts),
      observed: `${facts.probabilities} of ${facts.images} images`,
    }),
  },
  {
    name: 'zero gradient',
    condition: 'the gradient of the difference of logits ratio at a random start is 0 for any image',
    look: ({ dlr }) => ({
      raised: dlr.zeroGradient > 0,
      observed: `${dlr.zeroGradient} of ${dlr.withGradient} images`,
    }),
  },
  {
    name: 'Square improves',
    condition: `Square breaks more than ${SQUARE_TOLERANCE} of the images that no attack with gradients broke at this radius`,
    look: ({ comparisons, images }) => {
      const withGradient = new Set(comparisons.filter(isWhiteBox).flatMap(({ broken }) => broken));
      const square = comparisons.find(({ name }) => name === 'attack square')?.broken ?? [];
      const more = square.filter((image) => !withGradient.has(image)).length;
      return { raised: more > SQUARE_TOLERANCE * images, observed: `${more} of ${images} images` };
    },
  },
  {
    name: 'gradients inside the network',
    condition: 'the network computes gradients in its forward pass',
    look: () => ({ raised: false, observed: 'a network is a function of registered layers, which compute none' }),
  },
  {
    name: 'number of classes',
    condition: `there are fewer than 4 classes, or fewer than ${TARGETS + 1} for ${TARGETS} targets`,
    look: ({ classes }) => ({ raised: classes < TARGETS + 1, observed: `${classes} classes` }),
  },
];

/** The attacks of an audit that follow a gradient, at the audit's own radius. */
function isWhiteBox({ name, group }: AuditComparison): boolean {
  return name === 'attack pgd' || ['steps', 'restarts', 'loss', 'gradient', 'draws'].includes(group);
}

/** Every check with what it found. */
export function authorsChecks(facts: CheckedFacts): AuditCondition[] {
  return checks.map(({ name, condition, look }) => ({ name, condition, ...look(facts) }));
}
