import type { ExplainedImages, ExplanationChange } from '@bcos-bench/formats';
import type { TensorShape } from '@bcos-bench/vocabulary';
import { attributeImages, type AttributedImages } from './attributeImages.js';
import type { Explainer } from './attribution.js';
import { explanationChanges } from './explanationChanges.js';
import { explanationImages } from './explanationImages.js';

/** Images before and after an attack. */
export interface ImageVersions {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  readonly labels: Int32Array;
  /** [N, rows, columns, channels], encoded and in [0,1]. */
  readonly clean: Float32Array;
  /** The same after an attack; null where there was none. */
  readonly attacked: Float32Array | null;
  /** The class to explain everywhere, or null for the one predicted for each version. */
  readonly explainedClass: number | null;
}

/** How they are explained, and what the attack changed. */
export interface ExplainedVersions {
  readonly clean: ExplainedImages;
  readonly attacked: ExplainedImages | null;
  /** Of the class explained of the clean image; null where there was no attack. */
  readonly changes: ExplanationChange[] | null;
}

/**
 * How often an image is explained: clean; attacked; and attacked once more for the class of the clean one, unless one class is
 * explained everywhere.
 */
export function passesOf({ attacked, sameClass }: { readonly attacked: boolean; readonly sameClass: boolean }): number {
  if (!attacked) return 1;
  return sameClass ? 2 : 3;
}

/**
 * Explains images and, where there was an attack, the attacked ones.
 * @param report called after every batch with the number of explanations that are done
 * @throws Fault where a number is not finite; it names the image
 */
export function explainVersions(
  explainer: Explainer,
  { index, labels, clean, attacked, explainedClass }: ImageVersions,
  report: (done: number) => void,
): ExplainedVersions {
  const attribute = (inputs: Float32Array, classes: Int32Array | null, before: number): AttributedImages =>
    attributeImages(explainer, { index, inputs, classes }, (done) => report(before * index.length + done));
  const { shape } = explainer.trace;
  const asked = explainedClass === null ? null : new Int32Array(index.length).fill(explainedClass);
  const before = attribute(clean, asked, 0);
  if (attacked === null) return { clean: drawn(clean, before, shape), attacked: null, changes: null };
  const after = attribute(attacked, asked, 1);
  const ofSameClass = asked === null ? attribute(attacked, before.explainedClass, 2) : after;
  return {
    clean: drawn(clean, before, shape),
    attacked: drawn(attacked, after, shape),
    changes: explanationChanges(
      { index, labels },
      { ...before, inputs: clean },
      { ...ofSameClass, inputs: attacked },
      after,
    ),
  };
}

function drawn(input: Float32Array, attributed: AttributedImages, shape: TensorShape): ExplainedImages {
  const { prediction, explainedClass, weights, contribution } = attributed;
  const image = explanationImages({ weights, contribution }, shape);
  return { prediction, explainedClass, input, weights, contribution, image };
}
