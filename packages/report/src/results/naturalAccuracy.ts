import type { Proportion } from '@bcos-bench/vocabulary';

/** Natural accuracy of a network over the images that its attacks saw: the attack on the most images tells most. */
export function naturalAccuracy(outcomes: readonly { readonly natural: Proportion }[]): Proportion | null {
  return outcomes.reduce<Proportion | null>(
    (best, { natural }) => (best === null || natural.total > best.total ? natural : best),
    null,
  );
}
