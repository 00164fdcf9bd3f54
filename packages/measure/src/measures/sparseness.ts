import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/** The Gini index of the sizes in a map (Chalasani et al. 2020): 0 where all are equal, near 1 where one pixel has it all. */
export const sparseness: Measure = ({ maps, index }) => ({ values: rowsOf(maps, index.length).map(giniIndex) });

/** The Gini index of |values|; null where all are 0. */
function giniIndex(values: Float32Array): number | null {
  const sizes = Float64Array.from(values, Math.abs).sort();
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum === 0) return null;
  const weighted = sizes.reduce((total, size, place) => total + (2 * (place + 1) - sizes.length - 1) * size, 0);
  return weighted / (sizes.length * sum);
}
