import * as tf from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { bcosConvLayer } from '../layers/bcosConvLayer.js';
import { startingKernels } from '../layers/kernelStart.js';
import type { ConvGeometry } from '../ops/convGeometry.js';
import type { BcosOptions } from './networkParts.js';
import { pooledHead } from './pooledHead.js';

/** Where each of nine layers stands: strides, and that the last looks at single pixels (CoDA-Nets and B-cos v1 on CIFAR-10). */
export function nineGeometries(): readonly ConvGeometry[] {
  const strides = [1, 1, 2, 1, 1, 2, 1, 1];
  return [...strides.map((stride) => ({ kernel: 3, stride, padding: 1 })), { kernel: 1, stride: 1, padding: 0 }];
}

/** Channels of the eight layers before the classes, of a network whose first has `width`. */
export function nineWidths(width: number): readonly number[] {
  return [1, 1, 2, 2, 2, 4, 4, 4].map((times) => times * width);
}

/** Temperatures of the logits by the exponent, as the article's networks were trained. */
const TEMPERATURES: ReadonlyMap<number, number> = new Map([
  [1, 1e-3],
  [1.25, 1e-3],
  [1.5, 1e-2],
  [1.75, 10],
  [2, 100],
  [2.25, 100],
  [2.5, 1000],
]);

/** The exponents that the article's networks have. */
export const NINE_LAYER_EXPONENTS: readonly number[] = [...TEMPERATURES.keys()];

/** @throws RangeError for an exponent that the article has no network of */
export function nineLayerTemperature(b: number): number {
  const temperature = TEMPERATURES.get(b);
  if (temperature === undefined) throw new RangeError(`no nine-layer network has the exponent ${b}`);
  return temperature;
}

/**
 * The nine-layer B-cos network of Böhle et al. (2022), section 4 (`experiments/CIFAR10/bcos` of B-cos v1): every layer's outputs are
 * divided by a number of the exponent, and the average of all pixels by the temperature.
 */
export function bcosNineLayer(width: number, options: BcosOptions, classes: number, inputs: number): NetworkBody {
  const scale = 10 ** (-2 + 1.5 * (2.5 - options.b));
  const widths = [inputs, ...nineWidths(width), classes];
  const layers = nineGeometries().map((geometry, i) => {
    const conv = bcosConvLayer(String(i), at(widths, i), at(widths, i + 1), geometry, options);
    return dividedBy(startingKernels(conv, 'uniform-fan-in'), scale);
  });
  return pooledHead(sequential(layers.slice(0, -1)), sequential(layers.slice(-1)));
}

function dividedBy(layer: Layer, divisor: number): Layer {
  return { parameters: layer.parameters, apply: (x, pass) => tf.div(layer.apply(x, pass), divisor) };
}
