import type { RandomStream } from '@bcos-bench/random';
import { CHANNELS, type Augmentation } from './augmentation.js';

/** How far each factor may be from 1: what `robustness.data_augmentation` gives torchvision's `ColorJitter`. */
const SPREAD = 0.25;

type Enhancement = (picture: Uint8Array, factor: number) => Uint8Array;

/** Luma of ITU-R 601 in Pillow's whole numbers. */
function luma(picture: Uint8Array, pixel: number): number {
  const [red = 0, green = 0, blue = 0] = [picture[pixel], picture[pixel + 1], picture[pixel + 2]];
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

/** Each byte moved away from a plainer one by `factor`, cut off as Pillow's `blend` does it, in float32. */
function blended(picture: Uint8Array, factor: number, plain: (place: number) => number): Uint8Array {
  const alpha = Math.fround(factor);
  return picture.map((byte, place) => {
    const from = plain(place);
    const value = Math.fround(from + Math.fround(alpha * (byte - from)));
    return Math.min(255, Math.max(0, Math.trunc(value)));
  });
}

/** Pillow's `Brightness`: away from black. */
export const brightness: Enhancement = (picture, factor) => blended(picture, factor, () => 0);

/** Pillow's `Contrast`: away from the mean luma. */
export const contrast: Enhancement = (picture, factor) => {
  let sum = 0;
  for (let pixel = 0; pixel < picture.length; pixel += CHANNELS) sum += luma(picture, pixel);
  const mean = Math.floor(sum / (picture.length / CHANNELS) + 0.5);
  return blended(picture, factor, () => mean);
};

/** Pillow's `Color`: away from the picture in greys. */
export const saturation: Enhancement = (picture, factor) =>
  blended(picture, factor, (place) => luma(picture, place - (place % CHANNELS)));

const enhancements: readonly Enhancement[] = [brightness, contrast, saturation];

/** Brightness, contrast and saturation by factors within a quarter of 1, in a random order, as torchvision's `ColorJitter`. */
export const colourJitter: Augmentation = (picture, random) =>
  shuffled(enhancements, random).reduce((bytes, enhance) => enhance(bytes, factor(random)), picture);

function factor(random: RandomStream): number {
  return 1 + (2 * random.uniform() - 1) * SPREAD;
}

function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  return items
    .map((item) => ({ item, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
