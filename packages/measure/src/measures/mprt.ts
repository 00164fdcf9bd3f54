import { rankCorrelation } from '@bcos-bench/explain';
import { at } from '@bcos-bench/vocabulary';
import { RANDOMISATIONS } from '../randomisedWeights.js';
import { randomisedMaps } from '../randomisedMaps.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure, MeasuredValues } from '../subject.js';

/**
 * The model parameter randomisation test (Adebayo et al. 2018): layers become random from the last to the first, and the value is the mean
 * rank correlation of the sizes in the map with those of the trained network.
 */
export const mprt: Measure = (subject) =>
  meanCorrelations(
    subject.maps,
    Array.from({ length: RANDOMISATIONS }, (_, step) => randomisedMaps(step + 1)(subject)),
    subject.index.length,
  );

/** The mean of the rank correlations of maps with others of the same images; null where one of all has none. */
export function meanCorrelations(maps: Float32Array, others: readonly Float32Array[], count: number): MeasuredValues {
  const sizes = (values: Float32Array): Float32Array[] => rowsOf(values.map(Math.abs), count);
  const compared = others.map(sizes);
  const values = sizes(maps).map((map, row) => {
    const correlations = compared.map((other) => rankCorrelation(map, at(other, row)));
    const known = correlations.filter((value) => value !== null);
    return known.length < others.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  return { values };
}
