import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { BcosConvOptions } from './bcosConvOptions.js';
import { bcosFactor, bcosScale, bcosScaleGradient } from './bcosScale.js';
import { groupedConv2d } from './groupedConvolution.js';
import { maxOut, maxOutGradient } from './maxOut.js';
import { STABILISER } from './patchSquares.js';
import { withGradient } from './withGradient.js';

/**
 * The B-cos convolution in groups: a patch is what its group sees. Convolutions are computed group by group, or channel by channel where each
 * is a group; everything else at once.
 * @param x [N,H,W,I]
 * @param unitKernel [k,k,I/groups,O*maxOut]
 */
export function groupedBcosConv(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  const largest = largestUnits(x, unitKernel, options);
  return options.b === 1 ? largest : scaled(largest, groupSquares(x, options), options.b);
}

/** The same value, with the factor before the linear response as a constant to the gradient. */
export function groupedBcosConvDetached(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  const largest = largestUnits(x, unitKernel, options);
  return options.b === 1 ? largest : scaledByConstant(largest, x, options);
}

/** The factor before the linear response [N,H,W,O], differentiable in it and in the input. */
export function groupedFactor(largest: Tensor4D, x: Tensor4D, options: BcosConvOptions): Tensor4D {
  return tf.reshape(bcosFactor(...asOneGroup(largest, groupSquares(x, options)), options.b), largest.shape);
}

function largestUnits(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  const lin = groupedConv2d(x, unitKernel, options);
  if (options.maxOut === 1) return lin;
  return withGradient(
    [lin],
    () => ({ value: maxOut(lin, options.maxOut), save: [lin] as const }),
    (dy: Tensor4D, [saved]) => [maxOutGradient(dy, saved, options.maxOut)],
  );
}

/** The squared norm of every patch of every group of `x` [N,H,W,I]: [N,H',W',groups], at least 1e-6. */
function groupSquares(x: Tensor4D, { groups = 1, ...geometry }: BcosConvOptions): Tensor4D {
  const [n, height, width, channels] = x.shape;
  const squares = tf.square(x);
  const pixels =
    groups === channels
      ? squares
      : tf.sum<Tensor4D>(tf.reshape<tf.Rank.R5>(squares, [n, height, width, groups, channels / groups]), 4);
  const { kernel } = geometry;
  const sums = groupedConv2d(pixels, tf.ones([kernel, kernel, 1, groups]), { ...geometry, groups });
  return tf.add(sums, STABILISER);
}

/** Responses [N,H,W,O] and squared norms [N,H,W,groups] in the shapes that the ops for one group take. */
function asOneGroup(largest: Tensor4D, squares: Tensor4D): readonly [largest: Tensor4D, squares: Tensor4D] {
  const [n, height, width, outputs] = largest.shape;
  const groups = squares.shape[3];
  return [
    tf.reshape(largest, [n, height, width * groups, outputs / groups]),
    tf.reshape(squares, [n, height, width * groups, 1]),
  ];
}

function scaled(largest: Tensor4D, squares: Tensor4D, b: number): Tensor4D {
  return withGradient(
    [largest, squares],
    () => {
      const value = bcosScale(...asOneGroup(largest, squares), b);
      return { value: tf.reshape<tf.Rank.R4>(value, largest.shape), save: [largest, squares] as const };
    },
    (dy: Tensor4D, [savedLargest, savedSquares]) => {
      const [lin, norms] = asOneGroup(savedLargest, savedSquares);
      const { dLin, dSquares } = bcosScaleGradient(tf.reshape(dy, lin.shape), lin, norms, b);
      return [tf.reshape(dLin, savedLargest.shape), tf.reshape(dSquares, savedSquares.shape)];
    },
  );
}

function scaledByConstant(largest: Tensor4D, x: Tensor4D, options: BcosConvOptions): Tensor4D {
  return withGradient(
    [largest],
    () => {
      const constant = groupedFactor(largest, x, options);
      return { value: tf.mul<Tensor4D>(constant, largest), save: [constant] as const };
    },
    (dy: Tensor4D, [constant]) => [tf.mul(dy, constant)],
  );
}
