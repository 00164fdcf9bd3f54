import { at, proportion, type Proportion } from '@bcos-bench/vocabulary';
import type { Prediction } from '@bcos-bench/formats';
import { classRanking } from './classRanking.js';

/** How often a network is right, and its mean loss, over the predictions that were counted. */
export interface Accuracy {
  readonly top1: Proportion;
  /** Of how many images the label is among the five classes of highest logit. */
  readonly top5: Proportion;
  /** Top-1 of the images of each class. */
  readonly classes: readonly Proportion[];
  readonly meanLoss: number;
}

/** Counts predictions one by one. */
export interface AccuracyCounter {
  count(prediction: Prediction): void;
  accuracy(): Accuracy;
}

/** A counter for a network with `classes` classes. */
export function accuracyCounter(classes: number): AccuracyCounter {
  const right = new Array<number>(classes).fill(0);
  const seen = new Array<number>(classes).fill(0);
  let [top5, loss] = [0, 0];
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    count: (prediction) => {
      const { label, correct, logits } = prediction;
      seen[label] = at(seen, label) + 1;
      right[label] = at(right, label) + (correct ? 1 : 0);
      top5 += classRanking(logits).slice(0, 5).includes(label) ? 1 : 0;
      loss += prediction.loss;
    },
    accuracy: () => ({
      top1: proportion(sum(right), sum(seen)),
      top5: proportion(top5, sum(seen)),
      classes: seen.map((total, k) => proportion(at(right, k), total)),
      meanLoss: sum(seen) === 0 ? 0 : loss / sum(seen),
    }),
  };
}
