import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { aligned, alignedDetached } from '../ops/alignment.js';
import { addBias } from '../ops/bias.js';
import type { ConvGeometry } from '../ops/convGeometry.js';
import { conv2d } from '../ops/convolution.js';
import { windowsOf } from '../ops/windows.js';
import type { Layer } from '../layer.js';

const POINT = { kernel: 1, stride: 1, padding: 0 };

/**
 * A convolution of Dynamic Alignment Units (Böhle et al. 2021): two convolutions, the first to `rank` channels, compute the weights of every
 * place, and these, squashed, the outputs. Arrays as in `modules.DAUs` of CoDA-Nets: `NAME.weight_mod.weighting_f.0.weight` [rank, inputs, k,
 * k], `….1.weight` [inputs*k*k*outputs, rank, 1, 1] and `….1.bias`, which begin as PyTorch's `Conv2d`.
 */
export function codaConvLayer(
  name: string,
  inputs: number,
  outputs: number,
  rank: number,
  geometry: ConvGeometry,
): Layer {
  const convolutions = `${name}.weight_mod.weighting_f`;
  const [first, second] = [`${convolutions}.0`, `${convolutions}.1`];
  const { kernel } = geometry;
  const area = kernel ** 2;
  const size = inputs * area * outputs;
  /** Numbers in the order [inputs, area, outputs], as PyTorch's `unfold` has them, to [outputs, area, inputs]. */
  const inOurOrder = (numbers: tf.Tensor, others: number): tf.Tensor =>
    tf.transpose(tf.reshape(numbers, [others, inputs, area, outputs]), [0, 3, 2, 1]);
  return {
    parameters: [
      { name: `${first}.weight`, shape: [rank, inputs, kernel, kernel], role: 'kernel', start: 'uniform-fan-in' },
      { name: `${second}.weight`, shape: [size, rank, 1, 1], role: 'kernel', start: 'uniform-fan-in' },
      // Of zeros, a layer's outputs would be about the cube of its inputs, and nothing would reach the last.
      { name: `${second}.bias`, shape: [size], role: 'vector', start: 'uniform-fan-in', fanIn: rank },
    ],
    apply: (x, pass) => {
      const low = conv2d(x, pass.kernel(`${first}.weight`), geometry);
      const matrix: Tensor4D = tf.reshape(inOurOrder(pass.kernel(`${second}.weight`), rank), [1, 1, rank, size]);
      const bias: Tensor1D = tf.reshape(inOurOrder(pass.vector(`${second}.bias`), 1), [size]);
      const flat = addBias(conv2d(low, matrix, POINT), bias);
      const [images, rows, columns] = flat.shape;
      const weights: Tensor5D = tf.reshape(flat, [images, rows, columns, outputs, area * inputs]);
      return (pass.mode === 'explain' ? alignedDetached : aligned)(windowsOf(x, geometry), weights);
    },
  };
}
