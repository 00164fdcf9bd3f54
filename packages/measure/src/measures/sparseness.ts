import { giniIndex } from '../giniIndex.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/** The Gini index of the sizes in a map (Chalasani et al. 2020): 0 where all are equal, near 1 where one pixel has it all. */
export const sparseness: Measure = ({ maps, index }) => ({ values: rowsOf(maps, index.length).map(giniIndex) });
