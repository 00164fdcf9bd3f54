import { shareEntropy } from '../shareEntropy.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/** The entropy of the share of each pixel in the size of the whole map (Bhatt et al. 2020), in nats; null where the map is zero. */
export const entropy: Measure = ({ maps, index }) => ({
  values: rowsOf(maps, index.length).map((map) => shareEntropy(map.map(Math.abs))),
});
