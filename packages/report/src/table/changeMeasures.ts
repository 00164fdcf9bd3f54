import type { ExplanationChange } from '@bcos-bench/formats';

/** A number that says how an attack has changed the explanation of one image. */
export interface ChangeMeasure {
  /** Its key in results.json, and its name in CSV. */
  readonly key: 'cosine' | 'rankCorrelation' | 'positiveKept' | 'noiseShare';
  /** The head of its column. */
  readonly head: string;
  /** Of one image; null where it has none. */
  readonly of: (change: ExplanationChange) => number | null;
}

/** Every measure of a change, in the order of the columns. */
export const changeMeasures: readonly ChangeMeasure[] = [
  { key: 'cosine', head: 'cosine', of: ({ cosine }) => cosine },
  { key: 'rankCorrelation', head: 'rank correlation', of: ({ rankCorrelation }) => rankCorrelation },
  { key: 'positiveKept', head: 'positive kept', of: ({ positiveKept }) => positiveKept },
  {
    key: 'noiseShare',
    head: 'noise’s share',
    of: ({ logitChange, noiseContribution }) => (logitChange === 0 ? null : noiseContribution / logitChange),
  },
];
