import * as tf from '@tensorflow/tfjs-core';
import { noDefence, positive, type DefenceKind } from './defence.js';

/**
 * Divides the logits, as defensive distillation does in effect (Papernot et al. 2016; Carlini and Wagner 2017 say why it masks): the
 * softmax of large logits is 0 or 1 in float32, and the gradient of the cross-entropy is 0.
 */
export const temperature: DefenceKind = {
  describe: 'divides the logits by a small number; the gradient of the cross-entropy is lost to rounding',
  strength: { describe: 'what logits are divided by', usual: 1e-3 },
  range: positive,
  draws: false,
  layer: (divisor) => ({ ...noDefence, logits: (logits) => tf.div(logits, divisor) }),
};
