import type { Augmentation } from './augmentation.js';

/** Left and right change places with probability one half. */
export const flip: Augmentation = ({ bytes: picture, shape: [, columns, channels] }, random) => {
  if (random.uniform() >= 0.5) return picture;
  const width = columns * channels;
  const flipped = new Uint8Array(picture.length);
  for (let to = 0; to < picture.length; to += channels) {
    const column = to % width;
    const from = to - column + (width - channels - column);
    for (let c = 0; c < channels; c += 1) flipped[to + c] = picture[from + c] ?? 0;
  }
  return flipped;
};
