import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import type { BcosConvOptions } from './bcosConvOptions.js';
import { bcosFactor } from './bcosScale.js';
import { conv2d } from './convolution.js';
import { groupedFactor } from './groupedBcosConv.js';
import { groupedConv2d } from './groupedConvolution.js';
import { halves } from './halves.js';
import { addPatchSquaresGradient, patchSquares } from './patchSquares.js';
import { withGradient } from './withGradient.js';

/**
 * The B-cos convolution of points, and beside it the linear map that it is at each of them, of another input: both with the factor and the
 * largest units of the points. The gradient is the true one, through the factor, too.
 * @param both points, then as many other inputs: [2N,H,W,I]
 * @param unitKernel [k,k,I/groups,O*maxOut], as of `bcosConv`
 * @returns [2N,H',W',O]
 */
export function bcosConvLinearised(both: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  const { groups = 1, maxOut, b } = options;
  const lin = groups > 1 ? groupedConv2d(both, unitKernel, options) : conv2d(both, unitKernel, options);
  const responses = maxOut === 1 ? lin : unitsOfPoints(lin, maxOut);
  if (b === 1) return responses;
  const [points] = halves(both);
  const [ofPoints, ofOthers] = halves(responses);
  const factor =
    groups > 1
      ? groupedFactor(ofPoints, points, options)
      : bcosFactor(ofPoints, differentiableSquares(points, options), b);
  return tf.concat([tf.mul(factor, ofPoints), tf.mul(factor, ofOthers)], 0);
}

/** Of every `units` consecutive channels the one that is largest at the points; of equals the first. */
function unitsOfPoints(lin: Tensor4D, units: number): Tensor4D {
  const [n, height, width, channels] = lin.shape;
  const grouped = tf.reshape<tf.Rank.R5>(lin, [n, height, width, channels / units, units]);
  const chosen = withGradient(
    [lin],
    () => {
      const [points] = halves<Tensor5D>(grouped);
      const winner = tf.oneHot(tf.cast(tf.argMax(points, 4), 'int32'), units);
      const largest = tf.reshape<tf.Rank.R5>(tf.cast(winner, 'float32'), points.shape);
      return { value: tf.concat<Tensor5D>([largest, largest], 0), save: [lin] as const };
    },
    (_dy: Tensor5D, [saved]) => [tf.zerosLike(saved)],
  );
  return tf.sum(tf.mul(grouped, chosen), 4);
}

function differentiableSquares(x: Tensor4D, options: BcosConvOptions): Tensor4D {
  return withGradient(
    [x],
    () => ({ value: patchSquares(x, options, options.stabiliser), save: [x] as const }),
    (ds: Tensor4D, [saved]) => [addPatchSquaresGradient(tf.zerosLike(saved), saved, ds, options)],
  );
}
