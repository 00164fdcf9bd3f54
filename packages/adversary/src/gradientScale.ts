import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { WordOptions } from './attackMethod.js';

/** The images of a batch of the article's attacks. */
const ARTICLE_BATCH = 128;

/**
 * The gradient that a step takes. `robustness.attacker` differentiates the mean loss of a batch, so that each image's gradient is
 * divided by the size of the batch; its l2 step adds 1e-10 to the length of what is left, and stalls where that is less.
 */
export function scaledGradient(gradient: Tensor4D, { 'gradient-scale': scale }: WordOptions): Tensor4D {
  return scale === 'batch-mean' ? tf.div(gradient, ARTICLE_BATCH) : gradient;
}
