import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { bcosConvOf } from './bcosConvOf.js';
import { unitKernel } from '../ops/unitKernel.js';
import type { Layer } from '../layer.js';
import type { BcosParameters } from './bcosConvLayer.js';

/** `bcos.modules.bcoslinear` adds 1e-12 to a norm: more than nothing only where the norm is about as small. */
const STABILISER = 1e-24;

/**
 * The B-cos transform of every pixel of [N,H,W,`inputs`] by itself (`BcosLinear`); its array is the matrix `NAME.linear.weight`
 * [outputs*maxOut, inputs]. It begins as PyTorch's `Linear`.
 */
export function bcosLinearLayer(name: string, inputs: number, outputs: number, { b, maxOut }: BcosParameters): Layer {
  const weight = `${name}.linear.weight`;
  const options = { kernel: 1, stride: 1, padding: 0, b, maxOut, stabiliser: STABILISER };
  return {
    parameters: [{ name: weight, shape: [outputs * maxOut, inputs], role: 'matrix', start: 'uniform-fan-in' }],
    apply: (x, pass) => {
      const kernel: Tensor4D = tf.reshape(pass.matrix(weight), [1, 1, inputs, outputs * maxOut]);
      return bcosConvOf[pass.mode](x, unitKernel(kernel), options);
    },
  };
}
