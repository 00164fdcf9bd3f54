import { divergingColour } from '../scale/divergingScale.js';
import { float32At } from '@bcos-bench/vocabulary';
import { rasterOf, type Raster, type RasterSize } from './raster.js';

/** A map of one value a pixel as an image, on the scale from -limit to limit. */
export function divergingRaster(map: Float32Array, size: RasterSize, limit: number): Raster {
  return rasterOf(size, (pixel) => divergingColour(limit === 0 ? 0 : float32At(map, pixel) / limit));
}
