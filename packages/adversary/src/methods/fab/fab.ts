import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { AllGradientsMethod } from '../../attackMethod.js';
import type { Ball } from '../../ball.js';
import { leastBoundary, type Boundary } from '../../boundary.js';
import { boundaryStep, fastAdaptiveBoundary, type BoundaryState } from './boundaryStep.js';

/** Fast Adaptive Boundary attack (Croce and Hein 2020): each step goes to the nearest boundary, whichever class lies beyond. */
export const fab: AllGradientsMethod<BoundaryState> = {
  ...fastAdaptiveBoundary,
  needs: 'all gradients',
  step: (state, { logits, boundaries }, space) => {
    const nearest = leastBoundary(boundaries, (boundary) => distance(boundary, space.ball));
    return boundaryStep(state, logits, nearest, space);
  },
};

/** How far [N] a boundary is if it is a hyperplane; without a gradient it is nowhere. */
function distance({ difference, gradient }: Boundary, ball: Ball): Tensor1D {
  const slope: Tensor1D = tf.reshape(ball.dualLength(gradient), [-1]);
  const infinite = tf.fill<tf.Rank.R1>(slope.shape, Number.POSITIVE_INFINITY);
  return tf.where(tf.greater(slope, 0), tf.divNoNan<Tensor1D>(tf.abs(difference), slope), infinite);
}
