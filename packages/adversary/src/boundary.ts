import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import type { Network, Weights } from '@bcos-bench/models';
import { lossAt, type GradientPass } from './lossGradient.js';
import { logitOf } from './margin.js';
import type { ThreatModel } from './threatModel.js';

/** The boundary of each of N images to one wrong class, as it is seen from an iterate. */
export interface Boundary {
  /** How far [N] the logit of the wrong class is above that of the label: above 0, the iterate is beyond the boundary. */
  readonly difference: Tensor1D;
  /** Its gradient [N,H,W,C]. */
  readonly gradient: Tensor4D;
}

/** The same to all K wrong classes: differences [N,K] and their gradients [N,K,H,W,C]. */
export type Boundaries = Readonly<{ differences: Tensor2D; gradients: Tensor5D }>;

/** What an attack sees of a network at one iterate: the logits, and the boundaries to all wrong classes. */
export type BoundariesAt = Boundaries & Readonly<{ logits: Tensor2D }>;

/** Logits and boundaries of `network` at the attacked tensor `x`: one gradient for each wrong class. */
export function boundariesAt(
  network: Network,
  weights: Weights,
  threat: ThreatModel,
  x: Tensor4D,
  onehot: Tensor2D,
  pass: GradientPass = {},
): BoundariesAt {
  const seen = Array.from({ length: onehot.shape[1] - 1 }, (_, i) => {
    const other = classAfter(onehot, i + 1);
    const difference = (logits: Tensor2D): Tensor1D => tf.sub(logitOf(logits, other), logitOf(logits, onehot));
    return lossAt(network, weights, threat, difference, x, onehot, pass);
  });
  const [first] = seen;
  if (first === undefined) throw new RangeError('there is no wrong class');
  return {
    logits: first.logits,
    differences: tf.concat(
      seen.map(({ losses }) => tf.reshape<tf.Rank.R2>(losses, [-1, 1])),
      1,
    ),
    gradients: tf.concat(
      seen.map(({ gradient }) => tf.expandDims<Tensor5D>(gradient, 1)),
      1,
    ),
  };
}

/** The classes [N,C] that come `places` after those of `onehot`; after the last comes the first. */
function classAfter(onehot: Tensor2D, places: number): Tensor2D {
  const [size, classes] = onehot.shape;
  const end = tf.slice(onehot, [0, classes - places], [size, places]);
  return tf.concat([end, tf.slice(onehot, [0, 0], [size, classes - places])], 1);
}

/** Of each image the boundary of the least value [N]; of equals the first. */
export function leastBoundary(boundaries: Boundaries, valueOf: (boundary: Boundary) => Tensor1D): Boundary {
  const valued = Array.from({ length: boundaries.differences.shape[1] }, (_, i) => {
    const boundary = boundaryAt(boundaries, i);
    return { ...boundary, value: valueOf(boundary) };
  });
  return valued.reduce((least, other) => {
    const isLess: Tensor1D = tf.less(other.value, least.value);
    return {
      value: tf.where(isLess, other.value, least.value),
      difference: tf.where(isLess, other.difference, least.difference),
      gradient: tf.where(tf.reshape(isLess, [-1, 1, 1, 1]), other.gradient, least.gradient),
    };
  });
}

function boundaryAt({ differences, gradients }: Boundaries, place: number): Boundary {
  const [size, , ...image] = gradients.shape;
  return {
    difference: tf.reshape(tf.slice(differences, [0, place], [size, 1]), [size]),
    gradient: tf.reshape(tf.slice(gradients, [0, place, 0, 0, 0], [size, 1, ...image]), [size, ...image]),
  };
}
