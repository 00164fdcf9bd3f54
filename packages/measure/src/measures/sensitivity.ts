import { at } from '@bcos-bench/vocabulary';
import { distance, length, perturbedMaps, type CopiesOf } from '../perturbedMaps.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/**
 * Sensitivity (Yeh et al. 2019): how far the map of a noisy copy of the image is from that of the image, relative to the length of that;
 * null where it has none.
 * @param together makes one number of those of all copies
 */
export function sensitivity(
  together: (changes: readonly number[]) => number,
  copiesOf: CopiesOf = perturbedMaps,
): Measure {
  return (subject) => {
    const copies = copiesOf(subject);
    const values = rowsOf(subject.maps, subject.index.length).map((map, row) => {
      const whole = length(map);
      return whole === 0 ? null : together(copies.map(({ maps }) => distance(at(maps, row), map) / whole));
    });
    return { values };
  };
}

/** The largest of some changes. */
export function largest(changes: readonly number[]): number {
  return Math.max(...changes);
}

/** The mean of some changes. */
export function mean(changes: readonly number[]): number {
  return changes.reduce((sum, change) => sum + change, 0) / changes.length;
}

export const maxSensitivity = sensitivity(largest);
export const averageSensitivity = sensitivity(mean);
