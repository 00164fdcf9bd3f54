import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

const TEMPERATURE = 10_000;

/**
 * The positions of rows x columns of tokens as sines and cosines (Beyer et al. 2022): [1, rows*columns, 1, width], a quarter of the
 * width for each of sin x, cos x, sin y, cos y. The width is a multiple of 4 of at least 8.
 */
export function sinCosPositions(rows: number, columns: number, width: number): Tensor4D {
  const quarter = width / 4;
  const frequencies = Array.from({ length: quarter }, (_, i) => TEMPERATURE ** (-i / (quarter - 1)));
  const waves = (place: number): number[] =>
    [Math.sin, Math.cos].flatMap((wave) => frequencies.map((frequency) => wave(place * frequency)));
  const tokens = Array.from({ length: rows * columns }, (_, token) => [
    ...waves(token % columns),
    ...waves(Math.floor(token / columns)),
  ]);
  return tf.tensor4d(tokens.flat(), [1, rows * columns, 1, width]);
}
