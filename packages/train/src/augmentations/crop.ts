import type { RandomStream } from '@bcos-bench/random';
import type { Augmentation } from './augmentation.js';

/** Zeros around an image before it is cropped back to its size, as a part of its side: four of 32, as usual for CIFAR. */
const MARGIN = 1 / 8;

/** A random window of the image with rows and columns of zeros around it, an eighth of its own. */
export const crop: Augmentation = ({ bytes: picture, shape: [rows, columns, channels] }, random) => {
  const down = offset(rows, random);
  const right = offset(columns, random);
  const cropped = new Uint8Array(picture.length);
  const first = Math.max(0, -right);
  const last = columns - Math.max(0, right);
  for (let row = Math.max(0, -down); row < rows - Math.max(0, down); row += 1) {
    const from = ((row + down) * columns + first + right) * channels;
    const line = picture.subarray(from, from + (last - first) * channels);
    cropped.set(line, (row * columns + first) * channels);
  }
  return cropped;
};

/** How far a window of `side` pixels moves, either way. */
function offset(side: number, random: RandomStream): number {
  const margin = Math.round(MARGIN * side);
  return Math.floor(random.uniform() * (2 * margin + 1)) - margin;
}
