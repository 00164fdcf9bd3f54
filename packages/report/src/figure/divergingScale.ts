import { at, float32At } from '@bcos-bench/vocabulary';
import { rasterOf, type Colour, type Raster, type RasterSize } from './raster.js';

/** The share of values that a scale does not cut. */
const KEPT_SHARE = 0.995;

/**
 * The limit of a scale symmetric about 0: the 99.5th percentile of |value|, interpolated between neighbours as NumPy's
 * `percentile` does it. 0 where all is 0.
 * @throws RangeError where there are no values
 */
export function symmetricLimit(values: Float32Array): number {
  const sorted = Float64Array.from(values).map(Math.abs).sort();
  const position = KEPT_SHARE * (sorted.length - 1);
  const below = at(sorted, Math.floor(position));
  const above = at(sorted, Math.ceil(position));
  return below + (above - below) * (position - Math.floor(position));
}

/** The colour of `share` of the limit, in [-1,1]: matplotlib's `bwr`, blue through white to red. What is beyond is cut. */
export function divergingColour(share: number): Colour {
  const cut = Math.max(-1, Math.min(1, share));
  return cut < 0 ? [1 + cut, 1 + cut, 1] : [1, 1 - cut, 1 - cut];
}

/** A map of one value a pixel as an image, on the scale from -limit to limit. */
export function divergingRaster(map: Float32Array, size: RasterSize, limit: number): Raster {
  return rasterOf(size, (pixel) => divergingColour(limit === 0 ? 0 : float32At(map, pixel) / limit));
}
