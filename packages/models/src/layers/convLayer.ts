import type { GroupedGeometry } from '../ops/convGeometry.js';
import { groupedConv2d } from '../ops/groupedConvolution.js';
import type { Layer } from '../layer.js';

/** An ordinary convolution without bias; its array is `NAME.weight`. */
export function convLayer(name: string, inputs: number, outputs: number, geometry: GroupedGeometry): Layer {
  const weight = `${name}.weight`;
  const { kernel, groups = 1 } = geometry;
  const shape = [outputs, inputs / groups, kernel, kernel];
  return {
    parameters: [{ name: weight, shape, role: 'kernel', start: 'kaiming-normal' }],
    apply: (x, pass) => groupedConv2d(x, pass.kernel(weight), geometry),
  };
}
