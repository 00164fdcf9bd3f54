import { proportion, type Proportion } from '@bcos-bench/vocabulary';
import type { AttackOutcome } from '../results/attackResult.js';

/**
 * The share of images that are classified rightly after every one of some attacks, of the images that all of them took; null where one
 * of them has not run, or no image was taken by all.
 */
export function worstCase(outcomes: readonly (AttackOutcome | null)[]): Proportion | null {
  const all = outcomes.filter((outcome) => outcome !== null);
  const [first] = all;
  if (first === undefined || all.length < outcomes.length) return null;
  const shared = [...first.withstood.keys()].filter((index) => all.every(({ withstood }) => withstood.has(index)));
  if (shared.length === 0) return null;
  const left = shared.filter((index) => all.every(({ withstood }) => withstood.get(index) === true));
  return proportion(left.length, shared.length);
}
