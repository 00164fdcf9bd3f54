import type { AttributionPlan } from '@bcos-bench/explain';
import type { Detected } from '@bcos-bench/formats';
import { at, detectionFeatureSchema, type DetectionFeatureName } from '@bcos-bench/vocabulary';
import type { NetworkUnderTest } from '../networkUnderTest.js';
import { areaUnderCurve, type BeforeAndAfter } from './areaUnderCurve.js';
import { detectionFeatures, type FeatureValues } from './detectionFeatures.js';
import { linearDetector } from './linearDetector.js';
import { noisyInputs } from './noisyInputs.js';

/** Noisy copies of each image. */
const COPIES = 4;
/** The smallest number of images of which a linear detector is fitted. */
const FEWEST = 10;

/** Images before and after an attack, as the network gets them. */
export interface AttackedVersions {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  /** [N, rows, columns, channels] in [0,1]. */
  readonly clean: Float32Array;
  readonly attacked: Float32Array;
}

/**
 * How well each number of an image, and all of them together, tell attacked images from clean ones.
 * @param report called with the number of versions that are done, of two
 */
export function detectImages(
  network: NetworkUnderTest,
  plan: AttributionPlan,
  { index, clean, attacked }: AttackedVersions,
  seed: number,
  report: (done: number) => void,
): Detected[] {
  const featuresOf = (inputs: Float32Array): FeatureValues[] => {
    const explained = network.explain(plan, { index, inputs, classes: null });
    const { imageChannels } = network.network;
    const copies = Array.from({ length: COPIES }, (_, copy) => {
      const noisy = noisyInputs({ index, inputs, shape: network.shape, imageChannels, seed }, copy);
      const classes = explained.prediction;
      return { inputs: noisy, explained: network.explain(plan, { index, inputs: noisy, classes }) };
    });
    return detectionFeatures({ index, inputs, explained, copies });
  };
  const before = featuresOf(clean);
  report(1);
  const after = featuresOf(attacked);
  report(2);
  const single = detectionFeatureSchema.options.flatMap((feature) => {
    const numbers = definedNumbers(before, after, feature);
    if (numbers.before.length === 0) return [];
    return [{ feature, images: numbers.before.length, ...areaUnderCurve(numbers, seed) }];
  });
  return [...single, ...together(before, after, seed)];
}

function definedNumbers(
  before: readonly FeatureValues[],
  after: readonly FeatureValues[],
  feature: DetectionFeatureName,
): BeforeAndAfter {
  const pairs = before.flatMap((values, row) => {
    const [own, attacked] = [values[feature], at(after, row)[feature]];
    return own === null || attacked === null ? [] : [[own, attacked] as const];
  });
  return { before: pairs.map(([own]) => own), after: pairs.map(([, attacked]) => attacked) };
}

/** All numbers together, of the images that have all; none where these are too few. */
function together(before: readonly FeatureValues[], after: readonly FeatureValues[], seed: number): Detected[] {
  const images = before.flatMap((values, row) => {
    const [own, attacked] = [allNumbers(values), allNumbers(at(after, row))];
    return own === null || attacked === null ? [] : [{ before: own, after: attacked }];
  });
  if (images.length < FEWEST) return [];
  return [{ feature: 'together', images: images.length, ...areaUnderCurve(linearDetector(images), seed) }];
}

function allNumbers(values: FeatureValues): number[] | null {
  const numbers = detectionFeatureSchema.options.map((feature) => values[feature]);
  const defined = numbers.filter((value) => value !== null);
  return defined.length === numbers.length ? defined : null;
}
