import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';

/** Which numbers of feature maps share a mean and a variance. */
export interface Region {
  /** The channels are cut into this many groups of consecutive ones. */
  readonly groups: number;
  /**
   * The axes of [N,H,W,groups,C/groups] over which the moments are taken, step by step: over all at once, TensorFlow adds up in
   * an order that depends on the number of images.
   */
  readonly steps: readonly (readonly number[])[];
}

/** Everything at once: the batch, all pixels, all channels. */
export const wholeBatch: Region = { groups: 1, steps: [[0, 1, 2, 3, 4]] };
/** A channel, over the batch (Ioffe and Szegedy 2015). */
export const channelOfBatch: Region = { groups: 1, steps: [[0, 1, 2]] };
/** Half of an image's channels (Wu and He 2018); two groups, as in `bcos`'s norm ablations. */
export const groupOfImage: Region = { groups: 2, steps: [[1, 2], [4]] };
/** A channel of an image (Ulyanov et al. 2016). */
export const channelOfImage: Region = { groups: 1, steps: [[1, 2]] };
/** An image, all of its channels (Ba et al. 2016). */
export const image: Region = {
  groups: 1,
  steps: [
    [1, 2],
    [3, 4],
  ],
};
/** The channels of a pixel (Li et al. 2019). */
export const pixel: Region = { groups: 1, steps: [[3, 4]] };

/** Feature maps [N,H,W,C] as [N,H,W,groups,C/groups]. */
export function cutIntoGroups(x: Tensor4D, { groups }: Region): Tensor5D {
  const [n, height, width, channels] = x.shape;
  return tf.reshape(x, [n, height, width, groups, channels / groups]);
}
