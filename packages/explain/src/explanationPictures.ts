import { explanationPicture } from './explanationPicture.js';
import { SIDE } from './side.js';

/** Maps of N pictures, as `attributePictures` gives them. */
export interface PictureMaps {
  /** [N, 32, 32, channels]. */
  readonly weights: Float32Array;
  /** [N, 32, 32]. */
  readonly contribution: Float32Array;
}

/** The explanation picture of each of N pictures: [N, 32, 32, 4], red, green, blue and opacity in [0,1]. */
export function explanationPictures({ weights, contribution }: PictureMaps): Float32Array {
  const pixels = SIDE * SIDE;
  const channels = weights.length / contribution.length;
  const pictures = new Float32Array(4 * contribution.length);
  for (let from = 0; from < contribution.length; from += pixels) {
    const one = {
      weights: weights.subarray(from * channels, (from + pixels) * channels),
      contribution: contribution.subarray(from, from + pixels),
      channels,
    };
    pictures.set(explanationPicture(one), 4 * from);
  }
  return pictures;
}
