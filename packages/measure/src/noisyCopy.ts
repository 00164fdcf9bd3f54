import { pixelStream } from '@bcos-bench/random';
import { at } from '@bcos-bench/vocabulary';
import { rowsOf } from './rowsOf.js';
import type { Subject } from './subject.js';

/** Draws the noise of one value of an image, in units of [0,1]. */
type DrawNoise = (stream: ReturnType<typeof pixelStream>) => number;

/**
 * A copy of the images with noise, cut to [0,1], that depends on the seed, the image and the number of the copy.
 * @param purpose one of `randomPurposes.ts`
 */
export function noisyCopy(
  { images, index, seed }: Pick<Subject, 'images' | 'index' | 'seed'>,
  purpose: number,
  copy: number,
  draw: DrawNoise,
): Float32Array {
  const noisy = Float32Array.from(images);
  for (const [row, image] of rowsOf(noisy, index.length).entries()) {
    const stream = pixelStream(seed, purpose, at(index, row), copy);
    image.forEach((value, place) => {
      image[place] = Math.min(1, Math.max(0, value + draw(stream)));
    });
  }
  return noisy;
}
