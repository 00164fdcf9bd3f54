import { float32At } from '@bcos-bench/vocabulary';
import { rasterOf, type Raster, type RasterSize } from '../figure/raster.js';

/** Middle grey, byte 128. */
const NO_NOISE = 128 / 255;

/**
 * The factor by which noise is magnified: the largest value then reaches black or white from middle grey. It is rounded down
 * to two digits, and 1 if there is no noise.
 * @param noises what was added to each image, in units of [0,1]
 */
export function magnificationOf(noises: readonly Float32Array[]): number {
  const largest = noises.reduce((max, noise) => noise.reduce((a, b) => Math.max(a, Math.abs(b)), max), 0);
  return largest === 0 ? 1 : twoDigits(0.5 / largest);
}

function twoDigits(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit) * unit).toPrecision(2));
}

/** Noise, red, green and blue per pixel, magnified and on middle grey: byte 128 is no noise. */
export function noiseRaster(noise: Float32Array, size: RasterSize, magnification: number): Raster {
  const shown = (place: number): number => NO_NOISE + magnification * float32At(noise, place);
  return rasterOf(size, (pixel) => [shown(3 * pixel), shown(3 * pixel + 1), shown(3 * pixel + 2)]);
}
