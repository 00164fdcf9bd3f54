import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GradientMethod } from '../attackMethod.js';
import { moved } from '../explanation/objectives/moved.js';
import { apgd, type AutoPgdState } from './apgd/apgd.js';

/**
 * Auto-PGD that moves the contribution map. At the image the cosine of its map with itself is as large as it can be, so that its gradient
 * is 0: the first step goes in a random direction.
 */
export const moveMap: GradientMethod<AutoPgdState> = {
  ...apgd,
  objective: moved,
  draws: { kind: 'normal', shape: (image) => image },
  step: (state, seen, space, noise) => {
    if (noise === null) throw new Error('move-map is given no noise');
    const normals: Tensor4D = tf.reshape(noise, space.origin.shape);
    const isFirst = tf.broadcastTo<tf.Rank.R4>(tf.equal<Tensor4D>(space.step, 0), normals.shape);
    return apgd.step(state, { ...seen, gradient: tf.where(isFirst, normals, seen.gradient) }, space, null);
  },
};
