import { CHANNELS, SIDE, type Augmentation } from './augmentation.js';

const ROW = SIDE * CHANNELS;

/** Left and right change places with probability one half. */
export const flip: Augmentation = (image, random) => {
  if (random.uniform() >= 0.5) return image;
  const flipped = new Uint8Array(image.length);
  for (let to = 0; to < image.length; to += CHANNELS) {
    const column = to % ROW;
    const from = to - column + (ROW - CHANNELS - column);
    for (let c = 0; c < CHANNELS; c += 1) flipped[to + c] = image[from + c] ?? 0;
  }
  return flipped;
};
