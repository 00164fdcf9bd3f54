import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Loss, Network, Weights } from '@bcos-bench/models';
import type { ThreatModel } from './threatModel.js';

/** What an attack sees of a network at one iterate. */
export interface LossAt {
  readonly losses: Tensor1D;
  readonly logits: Tensor2D;
  /** The gradient of each image's own loss: that of the sum, so that it does not depend on the batch. */
  readonly gradient: Tensor4D;
}

/** Losses, logits and the true gradient of `network` in evaluation mode at the attacked tensor `x`. */
export function lossAt(
  network: Network,
  weights: Weights,
  threat: ThreatModel,
  loss: Loss,
  x: Tensor4D,
  onehot: Tensor2D,
): LossAt {
  const kept: Tensor2D[] = [];
  const { value: losses, grad: gradient } = tf.valueAndGrad((attacked: Tensor4D): Tensor1D => {
    const logits = network.logits(threat.input(attacked, network), weights, 'evaluate');
    // tfjs disposes of what a differentiated function does not return, unless it is kept.
    kept.push(tf.keep(logits));
    return loss(logits, onehot);
  })(x);
  const [logits] = kept;
  if (logits === undefined) throw new Error('the loss was not computed');
  const released = tf.clone(logits);
  logits.dispose();
  return { losses, logits: released, gradient };
}
