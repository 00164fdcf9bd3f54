import type { AttackSample } from '@bcos-bench/formats';

/** How many images of one class are classified as another, or as itself. */
export interface ConfusionCount {
  readonly label: number;
  readonly prediction: number;
  readonly count: number;
  /** Of the images with this label, in (0,1]. */
  readonly share: number;
}

/** The pairs of label and prediction that occur, by label and then by prediction. */
export function confusionCounts(
  samples: readonly AttackSample[],
  predictionOf: (sample: AttackSample) => number,
  classes: number,
): ConfusionCount[] {
  return Array.from({ length: classes }, (_, label) => {
    const own = samples.filter((sample) => sample.label === label).map(predictionOf);
    return Array.from({ length: classes }, (_none, prediction): ConfusionCount => {
      const count = own.filter((predicted) => predicted === prediction).length;
      return { label, prediction, count, share: own.length === 0 ? 0 : count / own.length };
    });
  })
    .flat()
    .filter(({ count }) => count > 0);
}
