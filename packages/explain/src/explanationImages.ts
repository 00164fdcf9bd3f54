import { explanationImage } from './explanationImage.js';
import { SIDE } from './side.js';

/** Maps of N images, as `attributeImages` gives them. */
export interface ImageMaps {
  /** [N, 32, 32, channels]. */
  readonly weights: Float32Array;
  /** [N, 32, 32]. */
  readonly contribution: Float32Array;
}

/** The explanation image of each of N images: [N, 32, 32, 4], red, green, blue and opacity in [0,1]. */
export function explanationImages({ weights, contribution }: ImageMaps): Float32Array {
  const pixels = SIDE * SIDE;
  const channels = weights.length / contribution.length;
  const images = new Float32Array(4 * contribution.length);
  for (let from = 0; from < contribution.length; from += pixels) {
    const one = {
      weights: weights.subarray(from * channels, (from + pixels) * channels),
      contribution: contribution.subarray(from, from + pixels),
      channels,
    };
    images.set(explanationImage(one), 4 * from);
  }
  return images;
}
