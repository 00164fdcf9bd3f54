import { randomStream } from '@bcos-bench/random';
import { USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import type { SplitName } from '@bcos-bench/formats';
import type { DataRequest, LabelledImage, ImageSource } from '../datasetKind.js';
import { forms } from './form.js';
import { shapeImage } from './shapeImage.js';

const DEFAULT_COUNTS: Readonly<Record<SplitName, number>> = { train: 6000, test: 1000 };

/** What tells the splits apart in the key of an image's random numbers. */
const SPLIT_KEY: Readonly<Record<SplitName, number>> = { train: 0, test: 1 };

const drawn = [...forms.values()];

/** Image `index` of a split. It depends on nothing else: image 7 of ten is image 7 of a thousand. */
export function shapeAt(
  seed: number,
  split: SplitName,
  index: number,
  shape: ImageShape = USUAL_IMAGE_SHAPE,
): LabelledImage {
  const label = index % drawn.length;
  const form = drawn[label];
  if (form === undefined) throw new RangeError(`no image has the index ${index}`);
  return { image: shapeImage(form, randomStream(seed, SPLIT_KEY[split], index), shape), label };
}

/** The drawn shapes, as many as asked for, the classes in turn. */
export function shapeImages({ counts, seed, size, channels }: DataRequest): ImageSource {
  const [side, , usualChannels] = USUAL_IMAGE_SHAPE;
  const shape: ImageShape = [size ?? side, size ?? side, channels ?? usualChannels];
  const wanted = { train: counts.train ?? DEFAULT_COUNTS.train, test: counts.test ?? DEFAULT_COUNTS.test };
  return {
    classes: [...forms.keys()],
    counts: wanted,
    shape,
    *images(split) {
      for (let index = 0; index < wanted[split]; index += 1) yield shapeAt(seed, split, index, shape);
    },
  };
}
