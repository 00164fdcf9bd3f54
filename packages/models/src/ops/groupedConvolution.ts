import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GroupedGeometry } from './convGeometry.js';
import { conv2d } from './convolution.js';
import { padded } from './padded.js';

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

/** `conv2d` in groups; where each channel is a group of its own, by TensorFlow's op for that. Differentiable in both. */
export function groupedConv2d(x: Tensor4D, kernel: Tensor4D, geometry: GroupedGeometry): Tensor4D {
  const { groups = 1 } = geometry;
  const isDepthwise = groups > 1 && groups === x.shape[3];
  if (isDepthwise) return depthwiseConv2d(x, kernel, geometry);
  return inGroups(x, kernel, groups, (part, partKernel) => conv2d(part, partKernel, geometry));
}

/** @param kernel [k,k,1,C*outputs of a channel] */
function depthwiseConv2d(x: Tensor4D, kernel: Tensor4D, { kernel: side, stride, padding }: GroupedGeometry): Tensor4D {
  const channels = x.shape[3];
  // [k,k,1,C*outputs] and [k,k,C,outputs] lie in memory alike.
  const filter: Tensor4D = tf.reshape(kernel, [side, side, channels, kernel.shape[3] / channels]);
  return tf.depthwiseConv2d(padded(x, padding), filter, stride, 'valid');
}
