import { randomStream } from '@bcos-bench/random';
import { USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import type { SplitName } from '@bcos-bench/formats';
import type { DataRequest, LabelledPicture, PictureSource } from '../datasetKind.js';
import { forms } from './form.js';
import { shapePicture } from './shapePicture.js';

const DEFAULT_COUNTS: Readonly<Record<SplitName, number>> = { train: 6000, test: 1000 };

/** What tells the splits apart in the key of a picture's random numbers. */
const SPLIT_KEY: Readonly<Record<SplitName, number>> = { train: 0, test: 1 };

const drawn = [...forms.values()];

/** Picture `index` of a split. It depends on nothing else: picture 7 of ten is picture 7 of a thousand. */
export function shapeAt(
  seed: number,
  split: SplitName,
  index: number,
  shape: ImageShape = USUAL_IMAGE_SHAPE,
): LabelledPicture {
  const label = index % drawn.length;
  const form = drawn[label];
  if (form === undefined) throw new RangeError(`no picture has the index ${index}`);
  return { image: shapePicture(form, randomStream(seed, SPLIT_KEY[split], index), shape), label };
}

/** The drawn shapes, as many as asked for, the classes in turn. */
export function shapePictures({ counts, seed, size, channels }: DataRequest): PictureSource {
  const [side, , usualChannels] = USUAL_IMAGE_SHAPE;
  const shape: ImageShape = [size ?? side, size ?? side, channels ?? usualChannels];
  const wanted = { train: counts.train ?? DEFAULT_COUNTS.train, test: counts.test ?? DEFAULT_COUNTS.test };
  return {
    classes: [...forms.keys()],
    counts: wanted,
    shape,
    *pictures(split) {
      for (let index = 0; index < wanted[split]; index += 1) yield shapeAt(seed, split, index, shape);
    },
  };
}
