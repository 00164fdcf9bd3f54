import { byteAt } from '@bcos-bench/vocabulary';
import type { Augmentation } from './augmentation.js';

/** Left and right change places with probability one half. */
export const flip: Augmentation = ({ bytes: image, shape: [, columns, channels] }, random) => {
  if (random.uniform() >= 0.5) return image;
  const width = columns * channels;
  const flipped = new Uint8Array(image.length);
  for (let to = 0; to < image.length; to += channels) {
    const column = to % width;
    const from = to - column + (width - channels - column);
    for (let c = 0; c < channels; c += 1) flipped[to + c] = byteAt(image, from + c);
  }
  return flipped;
};
