import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { SearchSpace } from './attackMethod.js';

/** How far [N,1,1,1] the farthest image of [0,1] is from each clean one. */
export function farthestLength({ ball, origin }: Pick<SearchSpace, 'ball' | 'origin'>): Tensor4D {
  return ball.length(tf.maximum(origin, tf.sub(1, origin)));
}
