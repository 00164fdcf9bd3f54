import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { trainingLosses, type Loss } from '@bcos-bench/models';

/** Added to the denominator of the difference-of-logits ratio, as AutoAttack does. */
const RATIO_FLOOR = 1e-12;
/** Far below any logit: takes the true class out of a maximum. */
const FAR_BELOW = -1e9;

/** The largest wrong logit less the right one (Carlini and Wagner 2017): above 0 exactly where the picture is misclassified. */
const margin: Loss = (logits, onehot) => tf.sub(largestWrong(logits, onehot), rightLogit(logits, onehot));

/** The difference-of-logits ratio (Croce and Hein 2020): the margin over the distance of the first from the third logit. */
const dlr: Loss = (logits, onehot) => {
  const first = tf.max<Tensor1D>(logits, 1);
  const third = tf.max<Tensor1D>(withoutLargest(withoutLargest(logits)), 1);
  return tf.div(margin(logits, onehot), tf.add(tf.sub(first, third), RATIO_FLOOR));
};

/** The logits with the largest of each picture out of the way; the gradient takes no notice of which it was. */
function withoutLargest(logits: Tensor2D): Tensor2D {
  const largest = tf.oneHot(tf.argMax(logits, 1), logits.shape[1]);
  return tf.add(logits, tf.mul(tf.cast(largest, 'float32'), FAR_BELOW));
}

function rightLogit(logits: Tensor2D, onehot: Tensor2D): Tensor1D {
  return tf.sum(tf.mul(logits, onehot), 1);
}

function largestWrong(logits: Tensor2D, onehot: Tensor2D): Tensor1D {
  return tf.max(tf.add(logits, tf.mul(onehot, FAR_BELOW)), 1);
}

/** The losses that an attack can climb, by the name of the flag; higher is worse for the network. */
export const attackLosses = {
  bce: trainingLosses.bce,
  ce: trainingLosses['cross-entropy'],
  margin,
  dlr,
} as const satisfies Record<string, Loss>;

export type AttackLossName = keyof typeof attackLosses;
