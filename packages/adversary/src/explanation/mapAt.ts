import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Network, Weights } from '@bcos-bench/models';

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
  const kept: Tensor2D[] = [];
  const { grad } = tf.valueAndGrad((x: Tensor4D): Scalar => {
    const logits = network.logits(x, weights, 'explain');
    // tfjs disposes of what a differentiated function does not return, unless it is kept.
    kept.push(tf.keep(logits));
    return tf.sum(tf.mul(logits, explained));
  })(input);
  const [logits] = kept;
  if (logits === undefined) throw new Error('the logits were not computed');
  const released = tf.clone(logits);
  logits.dispose();
  return { logits: released, weights: grad, map: tf.sum(tf.mul(grad, input), 3) };
}
