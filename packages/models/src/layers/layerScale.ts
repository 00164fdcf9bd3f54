import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';

/** A layer with `channels` outputs, each times a number that is learned; its array is `NAME.layer_scale` [channels, 1, 1]. */
export function layerScale(layer: Layer, name: string, channels: number): Layer {
  const scale = `${name}.layer_scale`;
  return {
    parameters: [...layer.parameters, { name: scale, shape: [channels, 1, 1], role: 'array', start: 'layer-scale' }],
    apply: (x, pass) => tf.mul(layer.apply(x, pass), tf.reshape(pass.array(scale), [channels])),
  };
}
