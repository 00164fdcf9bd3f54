import { bcosConv, bcosConvDetached } from '../ops/bcosConv.js';
import { unitKernel } from '../ops/unitKernel.js';
import type { ConvGeometry } from '../ops/convolution.js';
import type { Layer } from '../layer.js';

/** The B-cos parameters that all layers of a network share. */
export interface BcosParameters {
  readonly b: number;
  readonly maxOut: number;
}

/** A B-cos convolution from `inputs` to `outputs` channels; its array is `NAME.linear.weight`, as in `bcos`. */
export function bcosConvLayer(
  name: string,
  inputs: number,
  outputs: number,
  geometry: ConvGeometry,
  { b, maxOut }: BcosParameters,
): Layer {
  const weight = `${name}.linear.weight`;
  const { kernel } = geometry;
  const options = { ...geometry, b, maxOut };
  return {
    parameters: [
      { name: weight, shape: [outputs * maxOut, inputs, kernel, kernel], role: 'kernel', start: 'kaiming-normal' },
    ],
    apply: (x, pass) => {
      const conv = pass.mode === 'explain' ? bcosConvDetached : bcosConv;
      return conv(x, unitKernel(pass.kernel(weight)), options);
    },
  };
}
