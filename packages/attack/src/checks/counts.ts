import type { AttackSample } from '@bcos-bench/formats';

/** What the rows of an attack say, counted; each number is one of images. */
export interface Counts {
  readonly images: number;
  /** Classified rightly, before and after the attack. */
  readonly clean: number;
  readonly robust: number;
  /** Classified rightly when the attacked image is rounded to 8 bits, where that was asked for. */
  readonly rounded: number;
  readonly successes: number;
  /** Whose gradient was taken at the first iterate; of those, whose gradient was exactly 0, and whose l2 norm was below the limit. */
  readonly withGradient: number;
  readonly zeroGradient: number;
  readonly smallGradient: number;
  /** Whose two largest clean logits are equal. */
  readonly tied: number;
  /** Whose clean logits are all within [0,1] and sum to 1. */
  readonly probabilities: number;
  /** Classified rightly, attacked, and whose start is the iterate of best loss: no step made it worse for the network. */
  readonly unmoved: number;
}

/** Of no images. */
export const noCounts: Counts = {
  images: 0,
  clean: 0,
  robust: 0,
  rounded: 0,
  successes: 0,
  withGradient: 0,
  zeroGradient: 0,
  smallGradient: 0,
  tied: 0,
  probabilities: 0,
  unmoved: 0,
};

/** How far from 1 a sum of probabilities may be, and a probability outside [0,1], as in AutoAttack's checks. */
const PROBABILITY_TOLERANCE = 1e-5;

/**
 * The l2 norm of an image's gradient below which it counts as near zero. The article's l2 step divides the gradient of a batch's mean
 * loss by its length plus 1e-10: for a batch of 128, such a gradient makes it visibly shorter.
 */
export const SMALL_GRADIENT = 1e-8;

/** The counts with one more image. */
export function counted(counts: Counts, sample: AttackSample): Counts {
  const { label, clean_pred, adv_pred, zero_gradient, gradient_norm, clean_logits } = sample;
  const more = (condition: boolean): number => (condition ? 1 : 0);
  const attacked = zero_gradient !== null && clean_pred === label;
  return {
    images: counts.images + 1,
    clean: counts.clean + more(clean_pred === label),
    robust: counts.robust + more(adv_pred === label),
    rounded: counts.rounded + more(sample.rounded_pred === label),
    successes: counts.successes + more(sample.success),
    withGradient: counts.withGradient + more(zero_gradient !== null),
    zeroGradient: counts.zeroGradient + more(zero_gradient === true),
    smallGradient: counts.smallGradient + more(gradient_norm !== null && gradient_norm < SMALL_GRADIENT),
    tied: counts.tied + more(isTied(clean_logits)),
    probabilities: counts.probabilities + more(isDistribution(clean_logits)),
    unmoved: counts.unmoved + more(attacked && !sample.success && sample.best_step === 0),
  };
}

function isTied(logits: readonly number[]): boolean {
  const [first, second] = logits.toSorted((a, b) => b - a);
  return first === second;
}

function isDistribution(logits: readonly number[]): boolean {
  const sum = logits.reduce((total, logit) => total + logit, 0);
  const within = logits.every((logit) => logit > -PROBABILITY_TOLERANCE && logit < 1 + PROBABILITY_TOLERANCE);
  return within && Math.abs(sum - 1) < PROBABILITY_TOLERANCE;
}
