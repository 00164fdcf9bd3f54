import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { lookUp } from '@bcos-bench/vocabulary';
import { saveWeights } from '../weights.js';
import type { ParameterSpec } from '../layer.js';

// As in `bench/peers/sampling.py`.
const IMAGE_STRIDE = 3;
const KERNEL_STRIDE = 7;

/** The numbers of feature maps [N,H,W,C] that a fixture stores, in PyTorch's order. */
export function sampledImages(x: Tensor4D): Float32Array {
  const values = tf.tidy(() => tf.transpose(x, [0, 3, 1, 2]).dataSync<'float32'>());
  return Float32Array.from(values).filter((_, place) => place % IMAGE_STRIDE === 0);
}

/** The numbers of a parameter's gradient that a fixture stores, in PyTorch's order: a kernel's by parts, a vector's all. */
export function sampledWeights(spec: ParameterSpec, gradient: Tensor): Float32Array {
  const { data } = lookUp(saveWeights([spec], new Map([[spec.name, gradient]])), spec.name);
  return spec.shape.length === 1 ? data : data.filter((_, place) => place % KERNEL_STRIDE === 0);
}
