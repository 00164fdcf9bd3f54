import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from '@bcos-bench/formats';

/** The orders of a network whose channels or outputs are not in ours. */
export type ReadingOrder = Pick<Model, 'channelOrder' | 'outputOrder'>;

/**
 * A network's input with its channels in the network's own order: blue first and red last. The inverse channels of a B-cos network, behind
 * the others, are turned round by themselves.
 * @param imageChannels channels of an image
 */
export function inChannelOrder(x: Tensor4D, { channelOrder }: ReadingOrder, imageChannels: number): Tensor4D {
  if (channelOrder === undefined) return x;
  // Slices and not tf.split, whose gradient wants to see every part.
  const channels = Array.from({ length: x.shape[3] }, (_, channel) => {
    const place = channel % imageChannels;
    return tf.slice<tf.Rank.R4, Tensor4D>(x, [0, 0, 0, channel - place + imageChannels - 1 - place], [-1, -1, -1, 1]);
  });
  return tf.concat<Tensor4D>(channels, 3);
}

/** Logits [N,classes] in the order of the classes. A product with a permutation is exact, and has a gradient in every backend. */
export function inClassOrder(logits: Tensor2D, { outputOrder }: ReadingOrder): Tensor2D {
  if (outputOrder === undefined) return logits;
  const size = outputOrder.length;
  const ones = new Float32Array(size * size);
  outputOrder.forEach((output, label) => {
    ones[output * size + label] = 1;
  });
  return tf.matMul(logits, tf.tensor2d(ones, [size, size]));
}
