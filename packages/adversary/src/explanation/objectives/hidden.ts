import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { MapObjective } from '../mapObjective.js';

/** Keeps a map without anything positive from dividing. */
const LEAST_SUM = 1e-12;

/** Nothing in the wanted region (1 there, 0 elsewhere) speaks for the class: less its share of the positive contribution. */
export const hidden: MapObjective = {
  prediction: 'kept',
  reached: (maps, { wanted }) => {
    const positive = tf.relu(maps);
    const all = tf.maximum(tf.sum<Tensor1D>(positive, [1, 2]), LEAST_SUM);
    return tf.neg(tf.div<Tensor1D>(tf.sum(tf.mul(positive, wanted), [1, 2]), all));
  },
};
