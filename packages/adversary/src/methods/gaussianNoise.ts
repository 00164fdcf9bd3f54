import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LogitsMethod } from '../attackMethod.js';

/** A new random point of the ball in every iteration; the wrapper keeps the best of them. */
export const gaussianNoise: LogitsMethod = {
  needs: 'logits',
  draws: { kind: 'normal', shape: (image) => image },
  start: null,
  init: (start) => ({ x: tf.clone(start) }),
  step: (_state, _seen, { ball, eps, origin }, noise) => {
    if (noise === null) throw new Error('gaussian-noise is given no noise');
    const normals: Tensor4D = tf.reshape(noise, origin.shape);
    return { x: tf.clipByValue(tf.add(origin, ball.ofNormals(normals, eps)), 0, 1) };
  },
};
