import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** The fused ops that an engine may have for the current backend. */
export type FusedKernel =
  | 'PatchSquares'
  | 'PatchSquaresGradAdd'
  | 'BcosScale'
  | 'BcosScaleGrad'
  | 'MaxOut'
  | 'MaxOutGrad'
  | 'WinogradConv'
  | 'PackedWindowConv'
  | 'PackedWindowConvGrad'
  | 'WindowConvGrad'
  | 'BiasAdd'
  | 'ReluGrad'
  | 'BatchNormTraining'
  | 'BatchNormTrainingGrad';

/** Undefined where a backend has no such op, which tfjs's own type does not say. */
const kernelOf: (name: string, backend: string) => tf.KernelConfig | undefined = tf.getKernel;

/** Whether the current backend has a fused op. It is asked for at every op, so all kernels are not gone through. */
export function hasFused(name: FusedKernel): boolean {
  return kernelOf(name, tf.getBackend()) !== undefined;
}

/**
 * Runs a fused op where the current backend has it, and gives its outputs; null where it does not, and the caller computes
 * the same with plain ops.
 */
export function runFused(
  name: FusedKernel,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Readonly<Record<string, number>>,
): readonly Tensor[] | null {
  if (!hasFused(name)) return null;
  return tf.engine().runKernel<Tensor[]>(name, inputs, attributes);
}

/**
 * Runs a fused op of one output, an image.
 * @see runFused
 */
export function runFusedImage(
  name: FusedKernel,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Readonly<Record<string, number>>,
): Tensor4D | null {
  const [image] = runFused(name, inputs, attributes) ?? [];
  return image === undefined ? null : asImage(image);
}

/** Narrows an output to four dimensions. @throws RangeError where it has another number of them */
export function asImage(tensor: Tensor | undefined): Tensor4D {
  if (tensor === undefined || !isImage(tensor)) throw new RangeError('a fused op gave no image');
  return tensor;
}

/** Narrows an output to a vector. @throws RangeError where it is none */
export function asVector(tensor: Tensor | undefined): Tensor1D {
  if (tensor === undefined || !isVector(tensor)) throw new RangeError('a fused op gave no vector');
  return tensor;
}

const isImage = (tensor: Tensor): tensor is Tensor4D => tensor.rank === 4;
const isVector = (tensor: Tensor): tensor is Tensor1D => tensor.rank === 1;
