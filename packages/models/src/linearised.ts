import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Network, Weights } from './network.js';
import { halves } from './ops/halves.js';
import { underLinearisedRelus } from './ops/relu.js';

/** What a network makes of points, and what the affine map that it is at each point makes of another input: logits [N,classes]. */
export interface LinearisedLogits {
  readonly ofPoints: Tensor2D;
  readonly ofOthers: Tensor2D;
}

/**
 * The network at points, and as the affine map that explanation mode makes of it at each of them. Of another input w, the logits less those of
 * the point x are (w - x) W(x), so the gradient with respect to x of this product is that of the explanation: one forward pass of twice the
 * images and one backward pass give the second derivative.
 *
 * Defined for B-cos layers, linear layers and ReLUs; whoever calls checks that the product is that of W(x) (`mapAt` of `adversary`).
 * @param points encoded [N,rows,columns,channels]
 * @param others in the same shape, any numbers
 */
export function linearised(network: Network, weights: Weights, points: Tensor4D, others: Tensor4D): LinearisedLogits {
  const logits = underLinearisedRelus(() => network.logits(tf.concat([points, others], 0), weights, 'linearised'));
  const [ofPoints, ofOthers] = halves(logits);
  return { ofPoints, ofOthers };
}
