import { chosenLogits } from '@bcos-bench/explain';
import { at, float32At, numbersOf } from '@bcos-bench/vocabulary';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/**
 * Completeness (Sundararajan et al. 2017): how far the sum of the map is from the logit less that of an input of zeros, relative to this
 * change; null where there is none.
 */
export const completeness: Measure = ({ network, index, logits, predicted, maps }) => {
  const ofZeros = network.logits(new Float32Array(numbersOf(network.shape)));
  const whole = chosenLogits(logits, predicted);
  const values = rowsOf(maps, index.length).map((map, row) => {
    const change = float32At(whole, row) - float32At(ofZeros, at(predicted, row));
    const sum = map.reduce((total, value) => total + value, 0);
    return change === 0 ? null : Math.abs(sum - change) / Math.abs(change);
  });
  return { values };
};
