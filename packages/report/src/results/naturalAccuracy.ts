import type { Proportion } from '@bcos-bench/vocabulary';

/** The outcome of the attack on the most images: it tells most about a network's natural accuracy. Null where there is none. */
export function mostImages<Outcome extends { readonly natural: Proportion }>(
  outcomes: readonly Outcome[],
): Outcome | null {
  return outcomes.reduce<Outcome | null>(
    (best, outcome) => (best === null || outcome.natural.total > best.natural.total ? outcome : best),
    null,
  );
}

/** Natural accuracy of a network over the images that its attacks saw. */
export function naturalAccuracy(outcomes: readonly { readonly natural: Proportion }[]): Proportion | null {
  return mostImages(outcomes)?.natural ?? null;
}
