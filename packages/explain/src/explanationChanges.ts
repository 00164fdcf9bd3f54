import type { ExplanationChange } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import type { AttributedImages } from './attributeImages.js';
import { cosine } from './cosine.js';
import { noiseContribution } from './noiseContribution.js';
import { positiveKept } from './positiveKept.js';
import { rankCorrelation } from './rankCorrelation.js';
import { topOverlap } from './topOverlap.js';

/** Images as a network got them, and what the same logit of each was put down to. */
export type AttributedVersion = Pick<
  AttributedImages,
  'prediction' | 'explainedClass' | 'logits' | 'weights' | 'contribution'
> & {
  /** [N, rows, columns, channels]. */
  readonly inputs: Float32Array;
};

/** The images: number and label of each. */
export interface LabelledImages {
  readonly index: Int32Array;
  readonly labels: Int32Array;
}

/**
 * What an attack did to the explanation of each image.
 * @param attacked of the same images and the same classes as `clean`
 * @param shown of the same attacked images, of the classes predicted for them: what a reader sees
 */
export function explanationChanges(
  { index, labels }: LabelledImages,
  clean: AttributedVersion,
  attacked: AttributedVersion,
  shown: Pick<AttributedVersion, 'contribution'>,
): ExplanationChange[] {
  const count = index.length;
  const classes = clean.logits.length / count;
  const rowOf = (values: Float32Array, row: number): Float32Array => {
    const size = values.length / count;
    return values.subarray(row * size, (row + 1) * size);
  };
  return Array.from(index, (image, row) => {
    const explainedClass = at(clean.explainedClass, row);
    const before = rowOf(clean.contribution, row);
    const after = rowOf(attacked.contribution, row);
    const logit = ({ logits }: AttributedVersion): number => at(logits, row * classes + explainedClass);
    return {
      index: image,
      label: at(labels, row),
      explainedClass,
      cosine: cosine(before, after),
      rankCorrelation: rankCorrelation(before, after),
      positiveKept: positiveKept(before, after),
      topOverlap: topOverlap(before, after),
      shownCosine: cosine(before, rowOf(shown.contribution, row)),
      logitChange: logit(attacked) - logit(clean),
      noiseContribution: noiseContribution(
        rowOf(attacked.weights, row),
        rowOf(attacked.inputs, row),
        rowOf(clean.inputs, row),
      ),
      predictionKept: at(attacked.prediction, row) === at(clean.prediction, row),
    };
  });
}
