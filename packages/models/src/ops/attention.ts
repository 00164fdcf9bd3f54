import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { softmaxOver } from './softmaxOver.js';
import { withGradient } from './withGradient.js';

/** What attention is computed of, for every head of every image. */
export interface AttentionInputs {
  /** [heads of all images, tokens, numbers of a head], as the other two. */
  readonly queries: Tensor3D;
  readonly keys: Tensor3D;
  readonly values: Tensor3D;
}

/** Softmax(queries keys' / sqrt(numbers of a head)) values (Vaswani et al. 2017), differentiable in all three. */
export function attention({ queries, keys, values }: AttentionInputs): Tensor3D {
  return tf.matMul<Tensor3D>(attentionWeights(queries, keys), values);
}

/** The same value, with the weights of the values as constants to the gradient: for explanations alone. */
export function attentionDetached({ queries, keys, values }: AttentionInputs): Tensor3D {
  return withGradient(
    [values],
    () => {
      const weights = attentionWeights(queries, keys);
      return { value: tf.matMul<Tensor3D>(weights, values), save: [weights] as const };
    },
    (dy: Tensor3D, [weights]) => [tf.matMul(weights, dy, true)],
  );
}

/** [heads of all images, tokens, tokens]. */
function attentionWeights(queries: Tensor3D, keys: Tensor3D): Tensor3D {
  const products = tf.matMul<Tensor3D>(queries, keys, false, true);
  const scaled = tf.mul<Tensor3D>(products, queries.shape[2] ** -0.5);
  return tf.reshape(softmaxOver(scaled, [2]), products.shape);
}
