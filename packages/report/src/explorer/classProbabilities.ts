import type { TrainingLoss } from '@bcos-bench/formats';
import { logitProbabilities } from '../scale/logitProbabilities.js';
import { at } from '@bcos-bench/vocabulary';
import type { ClassProbability, ExplorerNetwork } from '../page/client/explorer/explorerData.js';

/** How many of the most probable classes are shown before the attack, and as many after it. */
const MOST_PROBABLE = 3;

type Probability = ExplorerNetwork['probability'];

/** How the loss that a network was trained with reads its logits. */
export const PROBABILITY_OF: Readonly<Record<TrainingLoss, Probability>> = {
  'cross-entropy': 'softmax',
  bce: 'sigmoid',
};

/** The logits of one image, and its label. */
export interface ImageLogits {
  readonly label: number;
  readonly clean: readonly number[];
  readonly attacked: readonly number[];
}

/**
 * The label and the most probable classes before and after the attack, each with its two probabilities, rounded to four
 * decimals. The class that is most probable before the attack comes first.
 */
export function classProbabilities({ label, clean, attacked }: ImageLogits, kind: Probability): ClassProbability[] {
  const [before, after] = [logitProbabilities(clean, kind), logitProbabilities(attacked, kind)];
  const classes = [...new Set([label, ...mostProbable(before), ...mostProbable(after)])];
  return classes
    .map((number): ClassProbability => [number, rounded(at(before, number)), rounded(at(after, number))])
    .sort(([a], [b]) => at(before, b) - at(before, a) || a - b);
}

function mostProbable(shares: readonly number[]): number[] {
  const classes = [...shares.keys()].sort((a, b) => at(shares, b) - at(shares, a) || a - b);
  return classes.slice(0, MOST_PROBABLE);
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
