import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ClipName, Recipe } from './recipe.js';

/** How a weight's gradient is kept from being too long. */
export interface GradientClip {
  /** The fields of a recipe that mean something to it. */
  readonly uses: readonly (keyof Recipe)[];
  readonly clip: (recipe: Recipe, gradient: Tensor, weight: Tensor) => Tensor;
}

const none: GradientClip = { uses: [], clip: (_recipe, gradient) => gradient };

/** The norm that a unit of weights is taken to have at least, so that zeros can be left. */
const LEAST_NORM = 1e-3;
/** Keeps a zero gradient from being divided by zero. */
const LEAST_GRADIENT = 1e-6;

/**
 * Adaptive gradient clipping (Brock et al. 2021) as `bcos.training.agc` has it: no unit's gradient is longer than `clipFactor`
 * times the unit's weights, which count for at least 1e-3.
 */
const adaptive: GradientClip = {
  uses: ['clipFactor'],
  clip: ({ clipFactor }, gradient, weight) => {
    const longest = tf.mul(tf.maximum(unitNorms(weight), LEAST_NORM), clipFactor);
    const length = unitNorms(gradient);
    const clipped = tf.mul(gradient, tf.div(longest, tf.maximum(length, LEAST_GRADIENT)));
    return tf.where(tf.broadcastTo(tf.less(length, longest), gradient.shape), gradient, clipped);
  },
};

/**
 * The Euclidean norm of every output unit of a kernel [k,k,I,O] or matrix [I,O]: [1,..,O]. What has no more than one axis
 * longer than 1 is a single unit.
 */
function unitNorms(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  const isVector = x.shape.filter((size) => size > 1).length <= 1;
  return tf.sqrt(tf.sum(tf.square(x), isVector ? axes : axes.slice(0, -1), true));
}

/** Every way to clip by name. */
export const gradientClips: Readonly<Record<ClipName, GradientClip>> = { none, adaptive };
