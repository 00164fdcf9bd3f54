import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { encode, networkFamilies, type Loss, type Network, type Weights } from '@bcos-bench/models';
import type { Architecture } from '@bcos-bench/formats';
import { at, lookUp, only, Fault, type FaultParts } from '@bcos-bench/vocabulary';
import type { LabelledBatch } from './trainingBatch.js';

/** A gradient below this, in l2 over all kernels and matrices, trains nothing. That of a new bcos-resnet56, which learns, is 1e-3. */
const NO_GRADIENT = 1e-6;

/**
 * Refuses a network that cannot learn: images that differ have the same logits in every bit, and the gradient is next to nothing.
 * The layers of a deep B-cos network without norms can shrink numbers until nothing but the logit bias is left. Logits that are
 * the same because the last layer is still zero have a gradient, and pass.
 * @param batch a few images of the training split; fewer than two different ones say nothing
 * @throws Fault that says what to change
 */
export function requireLogitsThatDiffer(network: Network, weights: Weights, loss: Loss, batch: LabelledBatch): void {
  const gradient = tf.tidy(() => {
    const x = encode(batch.images, network.encoding);
    const alike = !sameRows(x) && sameRows(network.logits(x, weights, 'train'));
    return alike ? gradientNorm(network, weights, (logits) => loss(logits, batch.onehot), x) : Infinity;
  });
  if (!(gradient < NO_GRADIENT)) return;
  throw new Fault({
    what: `all images have the same logits before the first step, and the gradient is ${gradient.toExponential(1)}, so it cannot learn`,
    ...placeAndRemedy(network.architecture),
  });
}

/** The l2 norm of the gradient of the mean loss, over all kernels and matrices. */
function gradientNorm(network: Network, weights: Weights, losses: (logits: Tensor2D) => Tensor1D, x: Tensor4D): number {
  const names = network.parameters.filter(({ shape }) => shape.length > 1).map(({ name }) => name);
  const meanLoss = (...values: Tensor[]): Scalar => {
    const moved = names.map((name, i) => [name, at(values, i)] as const);
    return tf.mean(losses(network.logits(x, new Map([...weights, ...moved]), 'train')));
  };
  const gradients = tf.grads(meanLoss)(names.map((name) => lookUp(weights, name)));
  return Math.hypot(...gradients.map((values) => only(tf.norm(values).dataSync())));
}

function placeAndRemedy({ name, b, norm }: Architecture): Pick<FaultParts, 'where' | 'remedy'> {
  if (networkFamilies.get(name)?.bcos !== true) return { where: name, remedy: 'choose another --arch' };
  const remedy =
    norm === 'none' ? 'add a norm, such as --norm bnu-linear, or lower --b' : 'choose another --norm, or lower --b';
  return { where: `${name}, b ${b}, norm ${norm}`, remedy };
}

/** Whether all rows of a tensor [N,…] are equal. */
function sameRows(rows: Tensor): boolean {
  return tf.all(tf.equal(rows, tf.slice(rows, 0, 1))).dataSync()[0] === 1;
}
