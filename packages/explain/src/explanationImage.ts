import type { TensorShape } from '@bcos-bench/vocabulary';
import { float32At } from '@bcos-bench/vocabulary';
import { averagePool } from './averagePool.js';
import { percentile } from './percentile.js';
import { pixelColours } from './pixelColour.js';

/** Rows and columns that the opacity is averaged over. */
const SMOOTHING = 15;
/** The share of pixels, in percent, that are not all shown at full opacity. */
const OPACITY_PERCENTILE = 99.5;
/** The strength of a pixel that speaks against the class (`bcos.common.gradient_to_image`). */
const HIDDEN = 1e-12;

/** What is known of one image: its dynamic linear map, in the shape of the network's input, and its contribution map. */
export interface Explanation {
  readonly weights: Float32Array;
  readonly contribution: Float32Array;
  readonly shape: TensorShape;
}

/**
 * The explanation image of a dynamic linear map, as `bcos.common.gradient_to_image` draws it: the colour that the map
 * answers to (see `pixelColours`), as opaque as the map is strong there, where the contribution is not negative.
 * @returns red, green, blue and opacity in [0,1] a pixel; all transparent where the map is zero everywhere
 * @throws RangeError where inputs of this number of channels have no colour
 */
export function explanationImage(explanation: Explanation): Float32Array {
  const { weights, contribution, shape } = explanation;
  const [, , channels] = shape;
  const colourOf = pixelColours.get(channels);
  if (colourOf === undefined) throw new RangeError(`no colour is known for ${channels} channels`);
  const opacities = opacityMap(explanation);
  const image = new Float32Array(4 * contribution.length);
  for (let pixel = 0; pixel < contribution.length; pixel += 1) {
    const [red, green, blue] = colourOf(weights, pixel * channels);
    image[4 * pixel] = red;
    image[4 * pixel + 1] = green;
    image[4 * pixel + 2] = blue;
    image[4 * pixel + 3] = float32At(opacities, pixel);
  }
  return image;
}

/** The strength of the map at each pixel, smoothed, in units of its 99.5th percentile, cut at 1. */
function opacityMap({ weights, contribution, shape }: Explanation): Float32Array {
  const [, columns, channels] = shape;
  const strengths = contribution.map((value, pixel) =>
    value < 0 ? HIDDEN : lengthOf(weights, pixel * channels, channels),
  );
  const smooth = averagePool(strengths, columns, SMOOTHING);
  const full = percentile(smooth, OPACITY_PERCENTILE);
  return smooth.map((strength) => (full === 0 ? 0 : Math.min(1, strength / full)));
}

/** The Euclidean length of `count` numbers from place `from` on. */
function lengthOf(values: Float32Array, from: number, count: number): number {
  let squares = 0;
  for (let place = from; place < from + count; place += 1) squares += float32At(values, place) ** 2;
  return Math.sqrt(squares);
}
