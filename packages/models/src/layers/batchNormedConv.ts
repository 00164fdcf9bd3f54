import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';
import { addBias } from '../ops/bias.js';
import { batchNormLayer, batchNormMap } from './batchNormLayer.js';

/**
 * A convolution without bias, to `channels` channels, and the BatchNorm `name` after it. With running statistics BatchNorm is
 * an affine map a channel, so its factor goes into the kernel and one convolution with a bias is left.
 */
export function batchNormedConv(conv: Layer, name: string, channels: number): Layer {
  const norm = batchNormLayer(name, channels);
  return {
    parameters: [...conv.parameters, ...norm.parameters],
    apply: (x, pass) => {
      if (pass.mode === 'train') return norm.apply(conv.apply(x, pass), pass);
      const { scale, shift } = batchNormMap(name, pass);
      return addBias(conv.apply(x, { ...pass, kernel: (weight) => tf.mul(pass.kernel(weight), scale) }), shift);
    },
  };
}
