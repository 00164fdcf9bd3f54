import { byteAt } from '@bcos-bench/vocabulary';
import type { Augmentation, TrainingImage } from './augmentation.js';

/** The largest angle: what `robustness.data_augmentation` gives torchvision's `RandomRotation`. */
const DEGREES = 2;

/** One in Pillow's fixed-point numbers. */
const ONE = 65536;

const fixed = (value: number): number => Math.floor(value * ONE + 0.5);

/** The image turned about its centre, counter-clockwise: the nearest pixel, or black, as Pillow's `rotate` finds it. */
export function rotated(
  { bytes: image, shape: [rows, columns, channels] }: TrainingImage,
  degrees: number,
): Uint8Array {
  if (degrees === 0) return image;
  const angle = (-degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [centreX, centreY] = [columns / 2, rows / 2];
  // The source of the middle of the first pixel.
  const firstX = fixed(centreX - cos * centreX - sin * centreY + (cos + sin) / 2);
  const firstY = fixed(centreY + sin * centreX - cos * centreY + (cos - sin) / 2);
  const [stepCos, stepSin, stepMinusSin] = [fixed(cos), fixed(sin), fixed(-sin)];
  const turned = new Uint8Array(image.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = (firstX + row * stepSin + column * stepCos) >> 16;
      const y = (firstY + row * stepCos + column * stepMinusSin) >> 16;
      if (x < 0 || x >= columns || y < 0 || y >= rows) continue;
      const [from, to] = [(y * columns + x) * channels, (row * columns + column) * channels];
      for (let c = 0; c < channels; c += 1) turned[to + c] = byteAt(image, from + c);
    }
  }
  return turned;
}

/** A turn by at most two degrees either way. */
export const rotation: Augmentation = (image, random) => rotated(image, (2 * random.uniform() - 1) * DEGREES);
