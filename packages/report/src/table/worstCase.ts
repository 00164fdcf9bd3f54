import type { Proportion } from '@bcos-bench/vocabulary';
import { shareOf } from '../paired/outcomeByImage.js';
import type { AttackOutcome } from '../results/attackResult.js';

/** What some attacks leave together. */
export interface WorstCase {
  /** The share of images that are classified rightly after every one of them. */
  readonly share: Proportion;
  /** Whether each image is, by its number in the split. */
  readonly withstood: ReadonlyMap<number, boolean>;
}

/**
 * What every one of some attacks leaves, of the images that all of them took; null where one of them has not run, or no image was taken
 * by all.
 */
export function worstCase(outcomes: readonly (Pick<AttackOutcome, 'withstood'> | null)[]): WorstCase | null {
  const all = outcomes.filter((outcome) => outcome !== null);
  const [first] = all;
  if (first === undefined || all.length < outcomes.length) return null;
  const shared = [...first.withstood.keys()].filter((index) => all.every(({ withstood }) => withstood.has(index)));
  if (shared.length === 0) return null;
  const withstood = new Map(
    shared.map((index) => [index, all.every((outcome) => outcome.withstood.get(index) === true)]),
  );
  return { share: shareOf(withstood), withstood };
}
