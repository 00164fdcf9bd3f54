import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { at } from '@bcos-bench/vocabulary';
import { openTensorFlow } from '../tensorflow.js';

/** A convolution's window, as the ops' attributes. */
export interface Window {
  readonly k: number;
  readonly stride: number;
  readonly pad: number;
}

/** The fused ops, each run by itself. */
export interface FusedOps {
  patchSquares(x: Tensor, window: Window): Tensor;
  patchSquaresGradAdd(dx: Tensor, x: Tensor, gs: Tensor, window: Window): Tensor;
  bcosScale(lin: Tensor, s: Tensor, b: number): Tensor;
  /** The gradients with respect to `lin` and to `s`. */
  bcosScaleGrad(lin: Tensor, s: Tensor, g: Tensor, b: number): Tensor[];
  maxOut(lin: Tensor, units: number): Tensor;
  maxOutGrad(lin: Tensor, g: Tensor, units: number): Tensor;
}

/** Opens TensorFlow and gives its fused ops. */
export async function openFusedOps(): Promise<FusedOps> {
  await openTensorFlow();
  const backend = tf.backend();
  if (!(backend instanceof NodeJSKernelBackend)) throw new Error('the backend is not the addon');
  const { TF_ATTR_INT, TF_ATTR_FLOAT } = backend.binding;
  const over = ({ k, stride, pad }: Window) =>
    Object.entries({ k, stride, pad }).map(([name, value]) => ({ name, type: TF_ATTR_INT, value }));
  const exponent = (b: number) => [{ name: 'b', type: TF_ATTR_FLOAT, value: b }];
  const groups = (units: number) => [{ name: 'units', type: TF_ATTR_INT, value: units }];
  return {
    maxOut: (lin, units) => backend.executeSingleOutput('MaxOut', groups(units), [lin]),
    maxOutGrad: (lin, g, units) => backend.executeSingleOutput('MaxOutGrad', groups(units), [lin, g]),
    patchSquares: (x, window) => backend.executeSingleOutput('PatchSquares', over(window), [x]),
    patchSquaresGradAdd: (dx, x, gs, window) =>
      backend.executeSingleOutput('PatchSquaresGradAdd', over(window), [dx, x, gs]),
    bcosScale: (lin, s, b) => backend.executeSingleOutput('BcosScale', exponent(b), [lin, s]),
    bcosScaleGrad: (lin, s, g, b) => backend.executeMultipleOutputs('BcosScaleGrad', exponent(b), [lin, s, g], 2),
  };
}

/** A tensor's shape: images, rows, columns, channels. */
export type Shape = readonly [number, number, number, number];

/** Values of a fixed sequence in (-2, 2), without a zero, for a tensor of `shape`. */
export function someValues([n, h, w, c]: Shape, seed: number): Float32Array {
  return Float32Array.from({ length: n * h * w * c }, (_, i) => 2 * Math.sin(seed + 12.9898 * (i + 1)));
}

/** `values` as a tensor of `shape`. */
export function tensorOf(values: Float32Array, [n, h, w, c]: Shape): Tensor {
  return tf.tensor4d(values, [n, h, w, c]);
}

/** The largest |a - b| / (1 + |b|) of two sequences; infinite where their lengths differ or a value is no number. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  const errors = Array.from(a, (value, i) => Math.abs(value - at(b, i)) / (1 + Math.abs(at(b, i))));
  return errors.reduce((worst, error) => (error <= worst ? worst : Number.isNaN(error) ? Infinity : error), 0);
}
