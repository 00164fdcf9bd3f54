import { pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { explanationImage } from './explanationImage.js';

/** Maps of N images, as `attributeImages` gives them. */
export interface ImageMaps {
  /** [N, rows, columns, channels]. */
  readonly weights: Float32Array;
  /** [N, rows, columns]. */
  readonly contribution: Float32Array;
}

/**
 * The explanation image of each of N images: [N, rows, columns, 4], red, green, blue and opacity in [0,1].
 * @param shape of the network's input
 */
export function explanationImages({ weights, contribution }: ImageMaps, shape: TensorShape): Float32Array {
  const pixels = pixelsOf(shape);
  const [, , channels] = shape;
  const images = new Float32Array(4 * contribution.length);
  for (let from = 0; from < contribution.length; from += pixels) {
    const one = {
      weights: weights.subarray(from * channels, (from + pixels) * channels),
      contribution: contribution.subarray(from, from + pixels),
      shape,
    };
    images.set(explanationImage(one), 4 * from);
  }
  return images;
}
