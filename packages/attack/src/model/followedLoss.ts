import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { attackLosses, type Classes } from '@bcos-bench/adversary';
import { goalOf, type EvaluationShape } from '../plan/graphShape.js';

/** The classes of a batch, and what the logits of each image are divided by where the attack rescales them [N]. */
export type LossInputs = Classes & Readonly<{ spread: Tensor1D }>;

/** The loss [N] that attacks of a shape follow, of a network's logits [N,C]. */
export function followedLoss(shape: EvaluationShape, logits: Tensor2D, inputs: LossInputs): Tensor1D {
  const scaled = shape.rescale ? tf.div<Tensor2D>(logits, tf.reshape(inputs.spread, [-1, 1])) : logits;
  return goalOf(shape).loss(attackLosses[shape.loss], scaled, inputs);
}
