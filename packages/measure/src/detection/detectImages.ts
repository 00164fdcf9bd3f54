import type { AttributionPlan } from '@bcos-bench/explain';
import { blockPartSchema, type Detected, type DetectedBlock } from '@bcos-bench/formats';
import { at, detectionFeatureSchema, type DetectionFeatureName } from '@bcos-bench/vocabulary';
import type { NetworkUnderTest } from '../networkUnderTest.js';
import { areaUnderCurve, type BeforeAndAfter } from './areaUnderCurve.js';
import { blockFeatures, type BlockFeatures } from './blockFeatures.js';
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
): Detections {
  const split = network.blockSplit(plan);
  const numbersOf = (inputs: Float32Array): ImagesNumbers => {
    const explained = network.explain(plan, { index, inputs, classes: null });
    const { imageChannels } = network.network;
    const copies = Array.from({ length: COPIES }, (_, copy) => {
      const noisy = noisyInputs({ index, inputs, shape: network.shape, imageChannels, seed }, copy);
      const classes = explained.prediction;
      return { inputs: noisy, explained: network.explain(plan, { index, inputs: noisy, classes }) };
    });
    const ofBlocks = { inputs, copies: copies.map((copy) => copy.inputs), classes: explained.prediction };
    return {
      features: detectionFeatures({ index, inputs, explained, copies }),
      blocks: split === null ? [] : blockFeatures(network, split, ofBlocks),
    };
  };
  const { features: before, blocks: blocksBefore } = numbersOf(clean);
  report(1);
  const { features: after, blocks: blocksAfter } = numbersOf(attacked);
  report(2);
  const single = detectionFeatureSchema.options.flatMap((feature) => {
    const numbers = definedNumbers(before, after, feature);
    if (numbers.before.length === 0) return [];
    return [{ feature, images: numbers.before.length, ...areaUnderCurve(numbers, seed) }];
  });
  const ofBlocks = { before: blocksBefore, after: blocksAfter };
  return {
    detected: [...single, ...together(before, after, seed), ...blocksTogether(ofBlocks, seed)],
    blocks: (split?.blocks ?? []).flatMap((block, place) => areasOfBlock(block, place, ofBlocks, seed)),
  };
}

/** What the numbers of images tell, and the split at each block. */
export interface Detections {
  readonly detected: Detected[];
  readonly blocks: DetectedBlock[];
}

/** The numbers of some images; for each image those of each block, none where the network names no blocks. */
interface ImagesNumbers {
  readonly features: readonly FeatureValues[];
  readonly blocks: readonly (readonly BlockFeatures[])[];
}

/** The split at each block of the same images, before and after an attack. */
interface Splits {
  readonly before: ImagesNumbers['blocks'];
  readonly after: ImagesNumbers['blocks'];
}

function areasOfBlock(block: string, place: number, { before, after }: Splits, seed: number): DetectedBlock[] {
  return blockPartSchema.options.map((part) => {
    const numbers = (rows: ImagesNumbers['blocks']): number[] => rows.map((blocks) => at(blocks, place)[part]);
    return { block, part, ...areaUnderCurve({ before: numbers(before), after: numbers(after) }, seed) };
  });
}

/** Both parts at all blocks together; none where there are no blocks or too few images. */
function blocksTogether({ before, after }: Splits, seed: number): Detected[] {
  if (before.length < FEWEST) return [];
  const numbers = (blocks: readonly BlockFeatures[]): number[] => blocks.flatMap(({ noise, map }) => [noise, map]);
  const images = before.map((blocks, row) => ({ before: numbers(blocks), after: numbers(at(after, row)) }));
  return [{ feature: 'blocks-together', images: images.length, ...areaUnderCurve(linearDetector(images), seed) }];
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
