import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { noDefence, positive, type DefenceKind } from './defence.js';

/**
 * A sigmoid that is saturated (Nayebi and Ganguli 2017; Brendel and Bethge 2017 say why it masks). The largest logit becomes 1/2 and the
 * others next to 0, so that predictions stay. The derivative of the sigmoid is 0 in float32 but for images next to the boundary.
 */
export const saturation: DefenceKind = {
  describe:
    'a sigmoid of how far each logit is below the largest, times a large number; its derivative is 0 in float32',
  strength: { describe: 'what the distances are multiplied by', usual: 1000 },
  range: positive,
  draws: false,
  layer: (scale) => ({
    ...noDefence,
    logits: (logits) => tf.sigmoid(tf.mul(tf.sub<Tensor2D>(logits, tf.max(logits, 1, true)), scale)),
  }),
};
