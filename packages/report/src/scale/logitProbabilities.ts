/** How probabilities are computed from logits: over all classes, or per class. */
export type ProbabilityKind = 'softmax' | 'sigmoid';

const kinds: Readonly<Record<ProbabilityKind, (logits: readonly number[]) => number[]>> = {
  softmax: (logits) => {
    const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const powers = logits.map((logit) => Math.exp(logit - largest));
    const sum = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / sum);
  },
  sigmoid: (logits) => logits.map((logit) => 1 / (1 + Math.exp(-logit))),
};

/** The probability of each class, in [0,1]. */
export function logitProbabilities(logits: readonly number[], kind: ProbabilityKind): number[] {
  return kinds[kind](logits);
}
