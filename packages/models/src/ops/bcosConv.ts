import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { BcosConvOptions } from './bcosConvOptions.js';
import { bcosFactor, bcosScale, bcosScaleGradient } from './bcosScale.js';
import { convolve, convolveInputGradient, convolveKernelGradient } from './convolution.js';
import { groupedBcosConv, groupedBcosConvDetached } from './groupedBcosConv.js';
import { maxOut, maxOutGradient } from './maxOut.js';
import { addPatchSquaresGradient, patchSquares } from './patchSquares.js';
import { withGradient } from './withGradient.js';

/**
 * The B-cos convolution of Böhle et al. (2022), as `bcos.modules.bcosconv2d` computes it: the largest unit's response to a
 * unit kernel, times |cos|^(b-1) of the angle between patch and kernel. With groups, a patch is what its group sees.
 * @param x [N,H,W,I]
 * @param unitKernel [k,k,I/groups,O*maxOut], each filter of norm 1 (see `unitKernel`); unit j of output o is channel o*maxOut+j
 * @returns [N,H',W',O], with the true gradient
 */
export function bcosConv(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  if (inSeveralGroups(options)) return groupedBcosConv(x, unitKernel, options);
  // Nothing scales a response at b = 1.
  const transform = options.b === 1 ? linearResponse : bcosTransform;
  return transform(x, unitKernel, options);
}

/**
 * The same value, with the factor before the linear response taken as a constant by the gradient: then the gradient of a
 * logit with respect to the input is W(x), the dynamic linear map. For explanations only, never for attacks.
 */
export function bcosConvDetached(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  if (inSeveralGroups(options)) return groupedBcosConvDetached(x, unitKernel, options);
  const transform = options.b === 1 ? linearResponse : detachedTransform;
  return transform(x, unitKernel, options);
}

const inSeveralGroups = ({ groups = 1 }: BcosConvOptions): boolean => groups > 1;

function bcosTransform(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  return withGradient(
    [x, unitKernel],
    () => {
      const { lin, largest } = respond(x, unitKernel, options);
      const squares = patchSquares(x, options, options.stabiliser);
      const value = bcosScale(largest, squares, options.b);
      return { value, save: [x, unitKernel, lin, largest, squares] as const };
    },
    (dy: Tensor4D, [savedX, savedKernel, lin, largest, squares]) => {
      const { dLin, dSquares } = bcosScaleGradient(dy, largest, squares, options.b);
      const [dx, dKernel] = linearGradients(dLin, lin, savedX, savedKernel, options);
      return [addPatchSquaresGradient(dx, savedX, dSquares, options), dKernel];
    },
  );
}

function detachedTransform(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  return withGradient(
    [x, unitKernel],
    () => {
      const { lin, largest } = respond(x, unitKernel, options);
      const factor = bcosFactor(largest, patchSquares(x, options, options.stabiliser), options.b);
      return { value: tf.mul<Tensor4D>(factor, largest), save: [x, unitKernel, lin, factor] as const };
    },
    (dy: Tensor4D, [savedX, savedKernel, lin, factor]) =>
      linearGradients(tf.mul(dy, factor), lin, savedX, savedKernel, options),
  );
}

function linearResponse(x: Tensor4D, unitKernel: Tensor4D, options: BcosConvOptions): Tensor4D {
  return withGradient(
    [x, unitKernel],
    () => {
      const { lin, largest } = respond(x, unitKernel, options);
      return { value: largest, save: [x, unitKernel, lin] as const };
    },
    (dy: Tensor4D, [savedX, savedKernel, lin]) => linearGradients(dy, lin, savedX, savedKernel, options),
  );
}

function respond(x: Tensor4D, kernel: Tensor4D, options: BcosConvOptions): { lin: Tensor4D; largest: Tensor4D } {
  const lin = convolve(x, kernel, options);
  return { lin, largest: options.maxOut === 1 ? lin : maxOut(lin, options.maxOut) };
}

function linearGradients(
  dLargest: Tensor4D,
  lin: Tensor4D,
  x: Tensor4D,
  kernel: Tensor4D,
  options: BcosConvOptions,
): [Tensor4D, Tensor4D] {
  const dLin = options.maxOut === 1 ? dLargest : maxOutGradient(dLargest, lin, options.maxOut);
  return [
    convolveInputGradient(dLin, kernel, x.shape, options),
    convolveKernelGradient(x, dLin, kernel.shape, options),
  ];
}
