import { proportion, type Proportion } from '@bcos-bench/vocabulary';

/** What became of each of some images, by its number in the split: whether it was classified rightly. */
export type OutcomeByImage = ReadonlyMap<number, boolean>;

/** The share of images that are classified rightly. */
export function shareOf(outcomes: OutcomeByImage): Proportion {
  return proportion([...outcomes.values()].filter(Boolean).length, outcomes.size);
}

/** Whether both are of the same images. */
export function sameImages(a: OutcomeByImage, b: OutcomeByImage): boolean {
  return a.size === b.size && [...a.keys()].every((image) => b.has(image));
}
