import { chosenProbabilities, explanationChanges, type AttributedImages } from '@bcos-bench/explain';
import type { ExplanationChange } from '@bcos-bench/formats';
import { at, float32At, type DetectionFeatureName } from '@bcos-bench/vocabulary';
import { giniIndex } from '../giniIndex.js';
import { rowsOf } from '../rowsOf.js';

/** An explanation of each of some images, and of noisy copies of them for the same classes. */
export interface NoisyExplanations {
  readonly index: Int32Array;
  readonly inputs: Float32Array;
  readonly explained: AttributedImages;
  readonly copies: readonly { readonly inputs: Float32Array; readonly explained: AttributedImages }[];
}

/** The numbers of one image: null where one is not defined. */
export type FeatureValues = Readonly<Record<DetectionFeatureName, number | null>>;

/** What the noise changes of a map, as numbers of `changes.parquet` and the two parts of the change of the logit. */
const ofChanges: Readonly<
  Record<Exclude<DetectionFeatureName, 'probability' | 'sparseness'>, (change: ExplanationChange) => number | null>
> = {
  cosine: ({ cosine }) => cosine,
  'rank-correlation': ({ rankCorrelation }) => rankCorrelation,
  'positive-kept': ({ positiveKept }) => positiveKept,
  'top-overlap': ({ topOverlap }) => topOverlap,
  'logit-change': ({ logitChange }) => logitChange,
  'noise-contribution': ({ noiseContribution }) => noiseContribution,
  'map-contribution': ({ logitChange, noiseContribution }) => logitChange - noiseContribution,
};

/**
 * What a detector can see of each image by itself, without the image before an attack: its probability, its map, and what noise changes of the
 * map, as the mean over the copies.
 */
export function detectionFeatures({ index, inputs, explained, copies }: NoisyExplanations): FeatureValues[] {
  const { logits, prediction, contribution } = explained;
  const probabilities = chosenProbabilities(logits, prediction);
  const maps = rowsOf(contribution, index.length);
  const images = { index, labels: prediction };
  const changes = copies.map((copy) =>
    explanationChanges(images, { ...explained, inputs }, { ...copy.explained, inputs: copy.inputs }, copy.explained),
  );
  return Array.from(index, (_, row) => {
    const own = changes.map((ofCopy) => at(ofCopy, row));
    const mean = (name: keyof typeof ofChanges): number | null => meanOf(own.map(ofChanges[name]));
    return {
      probability: float32At(probabilities, row),
      sparseness: giniIndex(at(maps, row)),
      cosine: mean('cosine'),
      'rank-correlation': mean('rank-correlation'),
      'positive-kept': mean('positive-kept'),
      'top-overlap': mean('top-overlap'),
      'logit-change': mean('logit-change'),
      'noise-contribution': mean('noise-contribution'),
      'map-contribution': mean('map-contribution'),
    };
  });
}

function meanOf(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
