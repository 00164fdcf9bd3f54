import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** A convolution of `x` [N,H,W,I] with `kernel` [k,k,I,O] to [N,H',W',O]. */
export type Convolution = (x: Tensor4D, kernel: Tensor4D) => Tensor4D;

/**
 * A convolution in groups, as PyTorch means it: the channels of `x` [N,H,W,I] and the outputs of `kernel` [k,k,I/groups,O] are
 * cut into as many groups of consecutive ones, each group is convolved by itself, and the results stand one after the other.
 */
export function inGroups(x: Tensor4D, kernel: Tensor4D, groups: number, convolution: Convolution): Tensor4D {
  if (groups === 1) return convolution(x, kernel);
  const kernels = tf.split<Tensor4D>(kernel, groups, 3);
  const outputs = tf.split<Tensor4D>(x, groups, 3).flatMap((part, group) => {
    const partKernel = kernels[group];
    return partKernel === undefined ? [] : [convolution(part, partKernel)];
  });
  return tf.concat(outputs, 3);
}
