import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';

/** A residual block: the branch plus the shortcut, then what follows the sum (nothing in B-cos networks). */
export function residualBlock(branch: Layer, shortcut: Layer, after: (sum: Tensor4D) => Tensor4D): Layer {
  return {
    parameters: [...branch.parameters, ...shortcut.parameters],
    apply: (x, pass) => after(tf.add(branch.apply(x, pass), shortcut.apply(x, pass))),
  };
}

/** The shortcut that changes nothing. */
export const identityShortcut: Layer = { parameters: [], apply: (x) => x };

/**
 * The shortcut without parameters of He et al. (2016, option A): every `stride`-th pixel, and zeros for half of the new
 * channels on either side, as in the public CIFAR implementations.
 */
export function paddedShortcut(inputs: number, outputs: number, stride: number): Layer {
  const side = (outputs - inputs) / 2;
  return {
    parameters: [],
    apply: (x) =>
      tf.pad(tf.avgPool(x, 1, stride, 'valid'), [
        [0, 0],
        [0, 0],
        [0, 0],
        [side, side],
      ]),
  };
}
