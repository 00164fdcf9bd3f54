import { encodedInputs } from '@bcos-bench/explain';
import { at, float32At } from '@bcos-bench/vocabulary';
import { RANDOMISATIONS } from '../randomisedWeights.js';
import { noisyCopy } from '../noisyCopy.js';
import { SMOOTHING } from '../randomPurposes.js';
import type { Measure } from '../subject.js';
import { meanCorrelations } from './mprt.js';

/** Noisy copies of each image, and the standard deviation of their noise, in units of [0,1]. */
const COPIES = 5;
const DEVIATION = 0.1;

/** Smooth MPRT (Hedström et al. 2024): MPRT of maps that are means over noisy copies, so that what shatters a map does not pass the test for it. */
export const smoothMprt: Measure = (subject) => {
  const copies = Array.from({ length: COPIES }, (_, copy) => {
    const noisy = noisyCopy(subject, SMOOTHING, copy, (stream) => DEVIATION * stream.normal());
    return encodedInputs(noisy, subject.shape, subject.network.network.encoding);
  });
  const smooth = (depth: number): Float32Array => {
    const { network, plan, index, predicted } = subject;
    const maps = copies.map(
      (inputs) => network.explain(plan, { index, inputs, classes: predicted }, { depth }).contribution,
    );
    return at(maps, 0).map((_, place) => maps.reduce((sum, map) => sum + float32At(map, place), 0) / COPIES);
  };
  const random = Array.from({ length: RANDOMISATIONS }, (_, step) => smooth(step + 1));
  return meanCorrelations(smooth(0), random, subject.index.length);
};
