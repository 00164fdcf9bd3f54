import { CHANNELS, SIDE, type Augmentation } from './augmentation.js';

/** Zeros around an image before it is cropped back to its size. */
const MARGIN = 4;

/** A random window of the image with four rows and columns of zeros around it. */
export const crop: Augmentation = (image, random) => {
  const down = Math.floor(random.uniform() * (2 * MARGIN + 1)) - MARGIN;
  const right = Math.floor(random.uniform() * (2 * MARGIN + 1)) - MARGIN;
  const cropped = new Uint8Array(image.length);
  const first = Math.max(0, -right);
  const last = SIDE - Math.max(0, right);
  for (let row = Math.max(0, -down); row < SIDE - Math.max(0, down); row += 1) {
    const from = ((row + down) * SIDE + first + right) * CHANNELS;
    const line = image.subarray(from, from + (last - first) * CHANNELS);
    cropped.set(line, (row * SIDE + first) * CHANNELS);
  }
  return cropped;
};
