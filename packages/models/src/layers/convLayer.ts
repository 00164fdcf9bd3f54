import type { ConvGeometry } from '../ops/convGeometry.js';
import { conv2d } from '../ops/convolution.js';
import type { Layer } from '../layer.js';

/** An ordinary convolution without bias; its array is `NAME.weight`. */
export function convLayer(name: string, inputs: number, outputs: number, geometry: ConvGeometry): Layer {
  const weight = `${name}.weight`;
  const { kernel } = geometry;
  return {
    parameters: [{ name: weight, shape: [outputs, inputs, kernel, kernel], role: 'kernel', start: 'kaiming-normal' }],
    apply: (x, pass) => conv2d(x, pass.kernel(weight), geometry),
  };
}
