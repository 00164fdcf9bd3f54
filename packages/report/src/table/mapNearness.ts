import type { ExplanationChange } from '@bcos-bench/formats';
import { proportion, type Proportion } from '@bcos-bench/vocabulary';

/** A number that says how near two maps are, and from where on they count as near. */
export interface MapNearness {
  readonly key: 'cosine' | 'rankCorrelation' | 'topOverlap' | 'shownCosine';
  /** Such as `cosine ≥ 0.9`. */
  readonly words: string;
  readonly least: number;
}

/** How near a map must be to count as one that stays: a column of the table for each. */
export const mapNearnesses: readonly MapNearness[] = [
  { key: 'cosine', words: 'cosine ≥ 0.9', least: 0.9 },
  { key: 'cosine', words: 'cosine ≥ 0.5', least: 0.5 },
  { key: 'rankCorrelation', words: 'rank correlation ≥ 0.5', least: 0.5 },
  { key: 'topOverlap', words: 'top overlap ≥ 0.5', least: 0.5 },
  { key: 'shownCosine', words: 'shown cosine ≥ 0.9', least: 0.9 },
];

/** The share of images whose map is still near. A map that is 0 everywhere is near to none. */
export function nearShare(changes: readonly ExplanationChange[], { key, least }: MapNearness): Proportion {
  const near = changes.filter((change) => (change[key] ?? Number.NEGATIVE_INFINITY) >= least);
  return proportion(near.length, changes.length);
}
