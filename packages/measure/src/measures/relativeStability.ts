import { at, float32At } from '@bcos-bench/vocabulary';
import { distance, length, perturbedMaps, type CopiesOf, type PerturbedMaps } from '../perturbedMaps.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure, Subject } from '../subject.js';

/** Stands for a zero that would be divided by. */
const LEAST = 1e-6;

/** How far each image and each noisy copy are apart, in what the change of the map is compared with: one number per image and copy. */
type Distances = (subject: Subject, copies: readonly PerturbedMaps[]) => readonly (readonly number[])[];

/**
 * Relative stability (Agarwal et al. 2022): the largest relative change of the map, pixel by pixel, over another change, of the noisy copies
 * for which the network predicts the same class; null where there is none.
 */
export function relativeStability(distances: Distances, copiesOf: CopiesOf = perturbedMaps): Measure {
  return (subject) => {
    const copies = copiesOf(subject);
    const apart = distances(subject, copies);
    const values = rowsOf(subject.maps, subject.index.length).map((map, row) => {
      const ratios = copies.flatMap((copy, number) => {
        if (at(copy.predicted, row) !== at(subject.predicted, row)) return [];
        const other = at(at(apart, number), row);
        return [relativeChange(map, at(copy.maps, row)) / (other === 0 ? LEAST : other)];
      });
      return ratios.length === 0 ? null : Math.max(...ratios);
    });
    return { values };
  };
}

/** The length of (a - b) / a, number by number. */
function relativeChange(a: Float32Array, b: Float32Array): number {
  return length(a.map((value, place) => (value - float32At(b, place)) / (value === 0 ? LEAST : value)));
}

/** The relative change of the image. */
export const imageChanges: Distances = (subject, copies) => {
  const images = rowsOf(subject.images, subject.index.length);
  return copies.map((copy) => images.map((image, row) => relativeChange(image, at(copy.images, row))));
};

/** The change of the logits. */
export const logitChanges: Distances = (subject, copies) => {
  const logits = rowsOf(subject.logits, subject.index.length);
  return copies.map((copy) => logits.map((ofImage, row) => distance(ofImage, at(copy.logits, row))));
};

/** The relative change of the last feature maps. */
export const featureChanges: Distances = ({ network, inputs, index }, copies) => {
  const count = index.length;
  const features = rowsOf(network.features(inputs), count);
  return copies.map((copy) => {
    const ofCopies = rowsOf(network.features(copy.inputs), count);
    return features.map((ofImage, row) => relativeChange(ofImage, at(ofCopies, row)));
  });
};

export const relativeInputStability = relativeStability(imageChanges);
export const relativeOutputStability = relativeStability(logitChanges);
export const relativeRepresentationStability = relativeStability(featureChanges);
