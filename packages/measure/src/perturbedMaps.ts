import { encodedInputs } from '@bcos-bench/explain';
import { float32At } from '@bcos-bench/vocabulary';
import { argMax } from './argMax.js';
import { noisyCopy } from './noisyCopy.js';
import { NOISE } from './randomPurposes.js';
import { rowsOf } from './rowsOf.js';
import { shared } from './shared.js';
import type { Subject } from './subject.js';

/** Noisy copies of each image. */
const COPIES = 10;
/** The most by which noise moves a value of an image, in units of [0,1]: a grey level of 255 is 0.004. */
const NOISE_RADIUS = 0.02;

/** One noisy copy of every image, explained for the class of the image itself. */
export interface PerturbedMaps {
  /** One after the other, as all of these. */
  readonly images: readonly Float32Array[];
  readonly inputs: Float32Array;
  readonly logits: readonly Float32Array[];
  readonly predicted: Int32Array;
  readonly maps: readonly Float32Array[];
}

/** The noisy copies of the images of a subject. */
export type CopiesOf = (subject: Subject) => readonly PerturbedMaps[];

/** Copies of the images with uniform noise, cut to [0,1], that depends on the seed, the image and the copy; all explained. */
export const perturbedMaps: CopiesOf = shared((subject) => {
  const { network, plan, index, predicted, shape } = subject;
  const count = index.length;
  return Array.from({ length: COPIES }, (_, copy) => {
    const images = noisyCopy(subject, NOISE, copy, (stream) => NOISE_RADIUS * (2 * stream.uniform() - 1));
    const inputs = encodedInputs(images, shape, network.network.encoding);
    const { contribution, logits } = network.explain(plan, { index, inputs, classes: predicted });
    const ofCopies = rowsOf(logits, count);
    return {
      images: rowsOf(images, count),
      inputs,
      logits: ofCopies,
      predicted: Int32Array.from(ofCopies, argMax),
      maps: rowsOf(contribution, count),
    };
  });
});

/** The Euclidean distance of two lists of as many numbers. */
export function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, place) => sum + (value - float32At(b, place)) ** 2, 0));
}

/** The Euclidean length. */
export function length(a: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value) => sum + value * value, 0));
}
