import * as tf from '@tensorflow/tfjs-core';
import type { Layer, NetworkBody } from '../layer.js';
import { globalAverage } from '../ops/globalAverage.js';

/**
 * The head of ordinary networks: the average of all pixels, then a matrix and a bias named `linear.weight` and `linear.bias`.
 * The bias begins at 0.
 */
export function linearHead(features: Layer, width: number, classes: number): NetworkBody {
  return {
    parameters: [
      ...features.parameters,
      { name: 'linear.weight', shape: [classes, width], role: 'matrix', start: 'uniform-fan-in' },
      { name: 'linear.bias', shape: [classes], role: 'vector', start: 'zeros' },
    ],
    scores: (x, pass) => {
      const pooled = globalAverage(features.apply(x, pass));
      return tf.add(tf.matMul(pooled, pass.matrix('linear.weight')), pass.vector('linear.bias'));
    },
  };
}
