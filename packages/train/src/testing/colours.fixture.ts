import { imagesInMemory, type Pictures } from '@bcos-bench/formats';
import { numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import type { TrainingData } from '../trainingData.js';

const CLASSES = 3;

/** Pictures that differ by class in nothing but the channel that is bright: anything that learns at all tells them apart. */
function colours(count: number, seed: number): Pictures {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
  const images = Uint8Array.from({ length: count * numbersOf(USUAL_IMAGE_SHAPE) }, (_, at) => {
    const bright = labels[Math.floor(at / numbersOf(USUAL_IMAGE_SHAPE))] === at % 3;
    return (bright ? 130 : 90) + (random.uint32() & 31);
  });
  return { shape: USUAL_IMAGE_SHAPE, index: Int32Array.from({ length: count }, (_, i) => i), images, labels };
}

/** The images of both splits: 60 for training, which are no multiple of a batch of 8. */
export const colourPictures = { train: colours(60, 1), test: colours(21, 2) };

/** A data set of three colours. */
export const colourData: TrainingData = {
  train: imagesInMemory(colourPictures.train),
  test: imagesInMemory(colourPictures.test),
  classes: CLASSES,
};
