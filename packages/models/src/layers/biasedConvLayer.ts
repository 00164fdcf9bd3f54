import type { Layer } from '../layer.js';
import { addBias } from '../ops/bias.js';
import type { ConvGeometry } from '../ops/convGeometry.js';
import { convLayer } from './convLayer.js';

/** A convolution with a bias, which begins at 0; its arrays are `NAME.weight` and `NAME.bias`. */
export function biasedConvLayer(name: string, inputs: number, outputs: number, geometry: ConvGeometry): Layer {
  const conv = convLayer(name, inputs, outputs, geometry);
  const bias = `${name}.bias`;
  return {
    parameters: [...conv.parameters, { name: bias, shape: [outputs], role: 'vector', start: 'zeros' }],
    apply: (x, pass) => addBias(conv.apply(x, pass), pass.vector(bias)),
  };
}
