import * as tf from '@tensorflow/tfjs-core';
import type { Layer, NetworkBody } from '../layer.js';
import { globalAverage } from '../ops/globalAverage.js';
import { rowProducts } from '../ops/rowProducts.js';

/**
 * The head of ordinary networks: the average of all pixels, then a matrix and a bias named `NAME.weight` and `NAME.bias`.
 * The bias begins at 0.
 */
export function linearHead(features: Layer, width: number, classes: number, name = 'linear'): NetworkBody {
  return {
    parameters: [
      ...features.parameters,
      { name: `${name}.weight`, shape: [classes, width], role: 'matrix', start: 'uniform-fan-in' },
      { name: `${name}.bias`, shape: [classes], role: 'vector', start: 'zeros' },
    ],
    scores: (x, pass) => {
      const pooled = globalAverage(pass.features(features.apply(x, pass)));
      return tf.add(rowProducts(pooled, pass.matrix(`${name}.weight`)), pass.vector(`${name}.bias`));
    },
  };
}
