import * as tf from '@tensorflow/tfjs-core';
import { at, last } from '@bcos-bench/vocabulary';
import { sequential, type NetworkBody } from '../layer.js';
import { codaConvLayer } from '../layers/codaConvLayer.js';
import { nineGeometries, nineWidths } from './bcosNineLayer.js';

/** Channels of the first layer, and rank of its units. */
export interface CodaNetSize {
  readonly width: number;
  readonly rank: number;
}

/**
 * The nine-layer CoDA-Net of Böhle et al. (2021) for CIFAR-10 (`experiments/CIFAR10/final`, squashing): the sum of all pixels scores. Ranks
 * double with the third layer, and stay.
 */
export function codaNet({ width, rank }: CodaNetSize, classes: number, inputs: number): NetworkBody {
  const widths = [inputs, ...nineWidths(width), classes];
  const layers = nineGeometries().map((geometry, i) =>
    codaConvLayer(String(i), at(widths, i), at(widths, i + 1), i < 2 ? rank : 2 * rank, geometry),
  );
  const features = sequential(layers.slice(0, -1));
  const classifier = last(layers);
  return {
    parameters: [...features.parameters, ...classifier.parameters],
    // One axis after the other, so that an image's sum is the same in any batch.
    scores: (x, pass) => tf.sum(tf.sum(classifier.apply(pass.features(features.apply(x, pass)), pass), 2), 1),
  };
}
