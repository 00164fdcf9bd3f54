import { at, usualNorm, type TensorShape, type UsualNorm } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import type { OwnStart } from '../../attackMethod.js';
import { onSurface } from '../onSurface.js';
import { pyramid } from './pyramid.js';

/** The image is cut into five tiles along its shorter side. */
const TILES = 5;

type Start = (random: RandomStream, image: TensorShape) => Float32Array;

/** Stripes one pixel wide, each of a random sign in each channel. */
const stripes: Start = (random, [rows, columns, channels]) => {
  const stripe = Array.from({ length: columns * channels }, () => randomSign(random));
  return Float32Array.from({ length: rows * columns * channels }, (_, i) => at(stripe, i % stripe.length));
};

/** A pyramid in each of some tiles, each turned at random, and of a random sign in each channel. */
const tiles: Start = (random, [rows, columns, channels]) => {
  const side = Math.max(1, Math.floor(Math.min(rows, columns) / TILES));
  const heights = pyramid(side);
  const perturbation = new Float32Array(rows * columns * channels);
  const [top, left] = [margin(rows, side), margin(columns, side)];
  for (let row = top; row + side <= rows; row += side) {
    for (let column = left; column + side <= columns; column += side) {
      const isTurned = randomSign(random) > 0;
      const signs = Array.from({ length: channels }, () => randomSign(random));
      for (let y = 0; y < side; y += 1) {
        for (let x = 0; x < side; x += 1) {
          const height = isTurned ? at(at(heights, x), y) : at(at(heights, y), x);
          const pixel = ((row + y) * columns + column + x) * channels;
          signs.forEach((sign, channel) => (perturbation[pixel + channel] = sign * height));
        }
      }
    }
  }
  return perturbation;
};

/** The lines before the first tile: half of those that are left. */
const margin = (length: number, side: number): number => Math.floor((length % side) / 2);

const randomSign = (random: RandomStream): number => (random.uniform() < 0.5 ? -1 : 1);

const starts: Readonly<Record<UsualNorm, Start>> = { linf: stripes, l2: tiles };

/** Where Square begins: on the surface of the ball. */
export const squareStart: OwnStart = {
  when: 'always',
  perturbation: (random, image, norm, eps) => onSurface(starts[usualNorm(norm)](random, image), norm, eps),
};
