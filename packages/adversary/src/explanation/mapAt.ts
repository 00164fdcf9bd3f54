import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Network, Weights } from '@bcos-bench/models';
import { gradientWithLogits } from '../gradientWithLogits.js';

/** A network at N inputs, and what the logit of one class of each is put down to. */
export interface MapAt {
  /** [N,classes]. */
  readonly logits: Tensor2D;
  /** The gradient in explanation mode: W(x) of a B-cos network, the true gradient of any other. [N,rows,columns,channels]. */
  readonly weights: Tensor4D;
  /** The contribution map, the sum of x W(x) over channels: [N,rows,columns]. */
  readonly map: Tensor3D;
}

/**
 * The contribution maps of `network` at encoded inputs.
 * @param explained the class to explain of each, one-hot [N,classes]
 */
export function mapAt(network: Network, weights: Weights, input: Tensor4D, explained: Tensor2D): MapAt {
  const { gradient, logits } = gradientWithLogits(
    input,
    (x) => network.logits(x, weights, 'explain'),
    (seen): Scalar => tf.sum(tf.mul(seen, explained)),
  );
  return { logits, weights: gradient, map: tf.sum(tf.mul(gradient, input), 3) };
}
