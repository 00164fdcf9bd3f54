import { at } from '@bcos-bench/vocabulary';
import { distance, perturbedMaps, type CopiesOf } from '../perturbedMaps.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/**
 * An estimate of the local Lipschitz constant of a map (Alvarez-Melis and Jaakkola 2018): the largest distance of the maps of image and noisy
 * copy over the distance of the two. Each map is divided by its largest size, as in Quantus, so that methods can be compared.
 */
export function lipschitzEstimate(copiesOf: CopiesOf = perturbedMaps): Measure {
  return (subject) => {
    const copies = copiesOf(subject);
    const count = subject.index.length;
    const images = rowsOf(subject.images, count);
    const values = rowsOf(subject.maps, count).map((map, row) => {
      const scaled = scaledMap(map);
      if (scaled === null) return null;
      const slopes = copies.flatMap((copy) => {
        const other = scaledMap(at(copy.maps, row));
        return other === null ? [] : [distance(scaled, other) / distance(at(images, row), at(copy.images, row))];
      });
      return slopes.length === 0 ? null : Math.max(...slopes);
    });
    return { values };
  };
}

export const localLipschitz = lipschitzEstimate();

/** A map over its largest size; null where it is zero everywhere. */
function scaledMap(map: Float32Array): Float32Array | null {
  const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? null : map.map((value) => value / largest);
}
