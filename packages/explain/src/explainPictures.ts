import type { ExplainedPictures } from '@bcos-bench/stage';
import { Fault } from '@bcos-bench/stage/fault';
import { contributionMap } from './contributionMap.js';
import { SIDE, type DynamicLinearMapTrace } from './dynamicLinearMap.js';
import { explanationPicture } from './explanationPicture.js';

/** One version of some pictures, as a network gets them. */
export interface PictureInputs {
  /** The number of each picture in its split, for errors. */
  readonly index: Int32Array;
  /** [N, 32, 32, channels], encoded and in [0,1]. */
  readonly inputs: Float32Array;
}

/**
 * Explains pictures: the dynamic linear map of each, its contribution map and its explanation picture.
 * @param report called after every batch with the number of pictures that are done
 * @throws Fault where a map is not finite, as with a network whose training went astray; it names the picture
 */
export function explainPictures(
  trace: DynamicLinearMapTrace,
  { index, inputs }: PictureInputs,
  report?: (done: number) => void,
): ExplainedPictures {
  const { channels } = trace;
  const { prediction, explainedClass, weights } = trace.mapsOf(inputs, report);
  checkFinite(weights, index);
  const contribution = contributionMap(inputs, weights, channels);
  const pixels = SIDE * SIDE;
  const picture = new Float32Array(4 * contribution.length);
  for (const row of index.keys()) {
    const one = {
      weights: weights.subarray(row * pixels * channels, (row + 1) * pixels * channels),
      contribution: contribution.subarray(row * pixels, (row + 1) * pixels),
      channels,
    };
    picture.set(explanationPicture(one), 4 * row * pixels);
  }
  return { prediction, explainedClass, input: inputs, weights, contribution, picture };
}

function checkFinite(weights: Float32Array, index: Int32Array): void {
  const wrong = weights.findIndex((weight) => !Number.isFinite(weight));
  if (wrong < 0) return;
  const picture = index[Math.floor((wrong * index.length) / weights.length)];
  throw new Fault({
    what: 'the network gives numbers that are not finite',
    where: `picture ${picture}`,
    remedy: 'check that its training went well',
  });
}
