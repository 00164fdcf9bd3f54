import type { RandomStream } from '@bcos-bench/random';
import { CHANNELS, type Augmentation } from './augmentation.js';

/** How far each factor may be from 1: what `robustness.data_augmentation` gives torchvision's `ColorJitter`. */
const SPREAD = 0.25;

type Enhancement = (image: Uint8Array, factor: number) => Uint8Array;

/** Luma of ITU-R 601 in Pillow's whole numbers. */
function luma(image: Uint8Array, pixel: number): number {
  const [red = 0, green = 0, blue = 0] = [image[pixel], image[pixel + 1], image[pixel + 2]];
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

/** Each byte moved away from a plainer one by `factor`, cut off as Pillow's `blend` does it, in float32. */
function blended(image: Uint8Array, factor: number, plain: (place: number) => number): Uint8Array {
  const alpha = Math.fround(factor);
  return image.map((byte, place) => {
    const from = plain(place);
    const value = Math.fround(from + Math.fround(alpha * (byte - from)));
    return Math.min(255, Math.max(0, Math.trunc(value)));
  });
}

/** Pillow's `Brightness`: away from black. */
export const brightness: Enhancement = (image, factor) => blended(image, factor, () => 0);

/** Pillow's `Contrast`: away from the mean luma. */
export const contrast: Enhancement = (image, factor) => {
  let sum = 0;
  for (let pixel = 0; pixel < image.length; pixel += CHANNELS) sum += luma(image, pixel);
  const mean = Math.floor(sum / (image.length / CHANNELS) + 0.5);
  return blended(image, factor, () => mean);
};

/** Pillow's `Color`: away from the image in greys. */
export const saturation: Enhancement = (image, factor) =>
  blended(image, factor, (place) => luma(image, place - (place % CHANNELS)));

const enhancements: readonly Enhancement[] = [brightness, contrast, saturation];

/** Brightness, contrast and saturation by factors within a quarter of 1, in a random order, as torchvision's `ColorJitter`. */
export const colourJitter: Augmentation = (image, random) =>
  shuffled(enhancements, random).reduce((bytes, enhance) => enhance(bytes, factor(random)), image);

function factor(random: RandomStream): number {
  return 1 + (2 * random.uniform() - 1) * SPREAD;
}

function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  return items
    .map((item) => ({ item, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
