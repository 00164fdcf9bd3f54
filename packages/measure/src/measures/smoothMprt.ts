import { pixelStream } from '@bcos-bench/random';
import { encodedInputs } from '@bcos-bench/explain';
import { at, float32At } from '@bcos-bench/vocabulary';
import { RANDOMISATIONS } from '../randomisedWeights.js';
import { SMOOTHING } from '../randomPurposes.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure, Subject } from '../subject.js';
import { meanCorrelations } from './mprt.js';

/** Noisy copies of each image, and the standard deviation of their noise, in units of [0,1]. */
const COPIES = 5;
const DEVIATION = 0.1;

/** Smooth MPRT (Hedström et al. 2024): MPRT of maps that are means over noisy copies, so that what shatters a map does not pass the test for it. */
export const smoothMprt: Measure = (subject) => {
  const copies = Array.from({ length: COPIES }, (_, copy) => noisyInputs(subject, copy));
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

function noisyInputs({ images, index, shape, seed, network }: Subject, copy: number): Float32Array {
  const noisy = Float32Array.from(images);
  for (const [row, image] of rowsOf(noisy, index.length).entries()) {
    const stream = pixelStream(seed, SMOOTHING, at(index, row), copy);
    image.forEach((value, place) => {
      image[place] = Math.min(1, Math.max(0, value + DEVIATION * stream.normal()));
    });
  }
  return encodedInputs(noisy, shape, network.network.encoding);
}
