import { randomStream } from '@bcos-bench/random';
import type { Images } from '@bcos-bench/formats';
import type { TrainingData } from '../trainingData.js';

const CLASSES = 3;

/** Images that differ by class in nothing but the channel that is bright: anything that learns at all tells them apart. */
function colours(count: number, seed: number): Images {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
  const images = Uint8Array.from({ length: count * 3072 }, (_, at) => {
    const bright = labels[Math.floor(at / 3072)] === at % 3;
    return (bright ? 130 : 90) + (random.uint32() & 31);
  });
  return { index: Int32Array.from({ length: count }, (_, i) => i), images, labels };
}

/** A data set of three colours: 60 training images, which are no multiple of a batch of 8. */
export const colourData: TrainingData = { train: colours(60, 1), test: colours(21, 2), classes: CLASSES };
