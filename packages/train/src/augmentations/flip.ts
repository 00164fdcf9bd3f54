import { CHANNELS, SIDE, type Augmentation } from './augmentation.js';

const ROW = SIDE * CHANNELS;

/** Left and right change places with probability one half. */
export const flip: Augmentation = (picture, random) => {
  if (random.uniform() >= 0.5) return picture;
  const flipped = new Uint8Array(picture.length);
  for (let to = 0; to < picture.length; to += CHANNELS) {
    const column = to % ROW;
    const from = to - column + (ROW - CHANNELS - column);
    for (let c = 0; c < CHANNELS; c += 1) flipped[to + c] = picture[from + c] ?? 0;
  }
  return flipped;
};
