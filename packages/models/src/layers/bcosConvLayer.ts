import { bcosConvOf } from './bcosConvOf.js';
import type { GroupedGeometry } from '../ops/convGeometry.js';
import { unitKernel } from '../ops/unitKernel.js';
import type { Layer } from '../layer.js';

/** The B-cos parameters that all layers of a network share. */
export interface BcosParameters {
  readonly b: number;
  readonly maxOut: number;
}

/**
 * A B-cos convolution from `inputs` to `outputs` channels; its array is `NAME.linear.weight` [outputs*maxOut, inputs/groups,
 * k, k], as in `bcos`.
 * @throws RangeError unless both numbers of channels can be cut into the groups
 */
export function bcosConvLayer(
  name: string,
  inputs: number,
  outputs: number,
  geometry: GroupedGeometry,
  { b, maxOut }: BcosParameters,
): Layer {
  const weight = `${name}.linear.weight`;
  const { kernel, groups = 1 } = geometry;
  if (inputs % groups !== 0 || outputs % groups !== 0) {
    throw new RangeError(`${name}: ${inputs} and ${outputs} channels do not both make ${groups} groups`);
  }
  const shape = [outputs * maxOut, inputs / groups, kernel, kernel];
  const options = { ...geometry, b, maxOut };
  return {
    parameters: [{ name: weight, shape, role: 'kernel', start: 'kaiming-normal' }],
    apply: (x, pass) => {
      return bcosConvOf[pass.mode](x, unitKernel(pass.kernel(weight)), options);
    },
  };
}
