import * as tf from '@tensorflow/tfjs-core';
import { noDefence, type DefenceKind } from './defence.js';

/** Rounds the input to a few levels (Xu et al. 2018, feature squeezing). The gradient of rounding is 0 everywhere. */
export const rounding: DefenceKind = {
  describe: 'rounds the input to a few levels; its gradient is 0',
  strength: { describe: 'levels', usual: 16 },
  range: { describe: 'a whole number of at least 2', holds: (levels) => Number.isInteger(levels) && levels >= 2 },
  draws: false,
  layer: (levels) => ({
    ...noDefence,
    input: (x) => tf.div(tf.round(tf.mul(x, levels - 1)), levels - 1),
  }),
};
