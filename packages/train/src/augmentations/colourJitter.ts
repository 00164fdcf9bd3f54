import { byteAt, luma } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import type { Augmentation, TrainingImage } from './augmentation.js';

/** How far each factor may be from 1: what `robustness.data_augmentation` gives torchvision's `ColorJitter`. */
const SPREAD = 0.25;

type Enhancement = (image: TrainingImage, factor: number) => Uint8Array;

/** The luma of the pixel that begins at a place; a grey pixel is its own. */
function lumaAt({ bytes, shape: [, , channels] }: TrainingImage, pixel: number): number {
  const red = byteAt(bytes, pixel);
  return channels === 1 ? red : luma(red, byteAt(bytes, pixel + 1), byteAt(bytes, pixel + 2));
}

/** Each byte moved away from a plainer one by `factor`, cut off as Pillow's `blend` does it, in float32. */
function blended({ bytes }: TrainingImage, factor: number, plain: (place: number) => number): Uint8Array {
  const alpha = Math.fround(factor);
  return bytes.map((byte, place) => {
    const from = plain(place);
    const value = Math.fround(from + Math.fround(alpha * (byte - from)));
    return Math.min(255, Math.max(0, Math.trunc(value)));
  });
}

/** Pillow's `Brightness`: away from black. */
export const brightness: Enhancement = (image, factor) => blended(image, factor, () => 0);

/** Pillow's `Contrast`: away from the mean luma. */
export const contrast: Enhancement = (image, factor) => {
  const [, , channels] = image.shape;
  let sum = 0;
  for (let pixel = 0; pixel < image.bytes.length; pixel += channels) sum += lumaAt(image, pixel);
  const mean = Math.floor(sum / (image.bytes.length / channels) + 0.5);
  return blended(image, factor, () => mean);
};

/** Pillow's `Color`: away from the image in greys, and so no change of a grey one. */
export const saturation: Enhancement = (image, factor) =>
  blended(image, factor, (place) => lumaAt(image, place - (place % image.shape[2])));

const enhancements: readonly Enhancement[] = [brightness, contrast, saturation];

/** Brightness, contrast and saturation by factors within a quarter of 1, in a random order, as torchvision's `ColorJitter`. */
export const colourJitter: Augmentation = ({ bytes, shape }, random) =>
  shuffled(enhancements, random).reduce(
    (changed, enhance) => enhance({ bytes: changed, shape }, factor(random)),
    bytes,
  );

function factor(random: RandomStream): number {
  return 1 + (2 * random.uniform() - 1) * SPREAD;
}

function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  return items
    .map((item) => ({ item, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
