import type { ExplanationChange } from '@bcos-bench/formats';
import { proportion, type Proportion } from '@bcos-bench/vocabulary';

/** A number that says how near two maps are, and from where on they count as near. */
export interface MapNearness {
  readonly key: 'cosine' | 'rankCorrelation' | 'topOverlap' | 'shownCosine';
  /** Such as `cosine ≥ 0.9`. */
  readonly words: string;
  readonly least: number;
}

/** A contribution map stays if its cosine with the one before an attack is at least this; a smaller one has moved. */
export const MAP_STAYS = 0.9;

/** How near a map must be to count as one that stays: a column of the table for each. */
export const mapNearnesses: readonly MapNearness[] = [
  { key: 'cosine', words: `cosine ≥ ${MAP_STAYS}`, least: MAP_STAYS },
  { key: 'cosine', words: 'cosine ≥ 0.5', least: 0.5 },
  { key: 'rankCorrelation', words: 'rank correlation ≥ 0.5', least: 0.5 },
  { key: 'topOverlap', words: 'top overlap ≥ 0.5', least: 0.5 },
  { key: 'shownCosine', words: `shown cosine ≥ ${MAP_STAYS}`, least: MAP_STAYS },
];

/** The share of images whose map is still near. A map that is 0 everywhere is near to none. */
export function nearShare(changes: readonly ExplanationChange[], { key, least }: MapNearness): Proportion {
  const near = changes.filter((change) => (change[key] ?? Number.NEGATIVE_INFINITY) >= least);
  return proportion(near.length, changes.length);
}
