import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { logitOf, margin } from '../margin.js';
import { softmax } from '../probabilityMargin.js';
import type { MapObjective } from './mapObjective.js';

/** What the prediction is held to: a row per image. */
export type PredictionBound = Readonly<{
  /** The class predicted for the clean image, one-hot [N,classes], and its probability there [N]. */
  predicted: Tensor2D;
  probability: Tensor1D;
  /** By how much the probability of a prediction that is kept may change [N]. */
  confidence: Tensor1D;
}>;

/** By how much [N] logits [N,classes] miss what is asked of the prediction: below 0 only where it is met, and never below -1. Differentiable. */
type Violation = (logits: Tensor2D, bound: PredictionBound) => Tensor1D;

/** The margin of another class, or how far the probability is outside its bound, whichever is worse. */
const ofKept: Violation = (logits, { predicted, probability, confidence }) => {
  const change = tf.abs(tf.sub<Tensor1D>(logitOf(softmax(logits), predicted), probability));
  return tf.maximum(tf.maximum<Tensor1D>(margin(logits, predicted), -1), tf.sub<Tensor1D>(change, confidence));
};

const ofChanged: Violation = (logits, { predicted }) => tf.maximum(tf.neg<Tensor1D>(margin(logits, predicted)), -1);

/** The violations by what is asked. */
export const violations: Readonly<Record<MapObjective['prediction'], Violation>> = { kept: ofKept, changed: ofChanged };
