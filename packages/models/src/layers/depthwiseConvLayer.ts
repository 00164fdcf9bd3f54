import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from '../ops/convGeometry.js';
import type { Layer } from '../layer.js';

/** A convolution of each channel by itself, without bias; its array is `NAME.weight` of [channels, 1, kernel, kernel]. */
export function depthwiseConvLayer(name: string, channels: number, { kernel, stride, padding }: ConvGeometry): Layer {
  const weight = `${name}.weight`;
  const edge: [number, number] = [padding, padding];
  return {
    parameters: [{ name: weight, shape: [channels, 1, kernel, kernel], role: 'kernel', start: 'kaiming-normal' }],
    apply: (x, pass) => {
      // [k,k,1,C] and [k,k,C,1] lie in memory alike.
      const filter: Tensor4D = tf.reshape(pass.kernel(weight), [kernel, kernel, channels, 1]);
      return tf.depthwiseConv2d(tf.pad(x, [[0, 0], edge, edge, [0, 0]]), filter, stride, 'valid');
    },
  };
}
