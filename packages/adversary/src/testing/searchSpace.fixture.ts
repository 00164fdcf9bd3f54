import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { SearchSpace } from '../attackMethod.js';
import { balls } from '../balls.js';
import { goals } from '../goal.js';

/** Where iterates may lie around some images of four classes: the l-inf ball of radius 0.1 at the first of three steps, unless otherwise asked. */
export function searchSpace(origin: Tensor4D, choices: Partial<SearchSpace> = {}): SearchSpace {
  const onehot = tf.tile(tf.tensor2d([[1, 0, 0, 0]]), [origin.shape[0], 1]);
  const classes = { onehot, target: tf.reverse(onehot, 1) };
  return {
    ball: balls.linf,
    eps: 0.1,
    origin,
    number: () => 0.07,
    words: {},
    classes,
    reached: (logits) => goals.untargeted.reached(logits, classes),
    step: 0,
    steps: 3,
    ...choices,
  };
}
