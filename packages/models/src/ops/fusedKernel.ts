import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/** The fused ops that an engine may have for the current backend. */
export type FusedKernel = 'PatchSquares' | 'PatchSquaresGradAdd' | 'BcosScale' | 'BcosScaleGrad';

/**
 * Runs a fused op where the current backend has it, and gives its outputs, images all; null where it does not, and the
 * caller computes the same with plain ops.
 */
export function runFused(
  name: FusedKernel,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Readonly<Record<string, number>>,
): readonly Tensor4D[] | null {
  const known = tf.getKernelsForBackend(tf.getBackend()).some(({ kernelName }) => kernelName === name);
  if (!known) return null;
  return tf.engine().runKernel<Tensor4D[]>(name, inputs, attributes);
}
