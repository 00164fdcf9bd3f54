import { pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { explanationPicture } from './explanationPicture.js';

/** Maps of N pictures, as `attributePictures` gives them. */
export interface PictureMaps {
  /** [N, rows, columns, channels]. */
  readonly weights: Float32Array;
  /** [N, rows, columns]. */
  readonly contribution: Float32Array;
}

/**
 * The explanation picture of each of N pictures: [N, rows, columns, 4], red, green, blue and opacity in [0,1].
 * @param shape of the network's input
 */
export function explanationPictures({ weights, contribution }: PictureMaps, shape: TensorShape): Float32Array {
  const pixels = pixelsOf(shape);
  const [, , channels] = shape;
  const pictures = new Float32Array(4 * contribution.length);
  for (let from = 0; from < contribution.length; from += pixels) {
    const one = {
      weights: weights.subarray(from * channels, (from + pixels) * channels),
      contribution: contribution.subarray(from, from + pixels),
      shape,
    };
    pictures.set(explanationPicture(one), 4 * from);
  }
  return pictures;
}
