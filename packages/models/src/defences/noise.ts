import * as tf from '@tensorflow/tfjs-core';
import { noDefence, positive, type DefenceKind } from './defence.js';

/** Adds normal noise to the input of every forward pass (as randomised smoothing does, with one draw; Cohen et al. 2019). */
export const noise: DefenceKind = {
  describe: 'adds normal noise to the input, other noise in each forward pass',
  strength: { describe: 'standard deviation, in units of [0,1]', usual: 0.05 },
  range: positive,
  draws: true,
  layer: (deviation) => ({
    ...noDefence,
    input: (x, drawn) => {
      if (drawn === undefined) throw new RangeError('a network with noise is given no random numbers');
      return tf.add(x, tf.mul(drawn, deviation));
    },
  }),
};
