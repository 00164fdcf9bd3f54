import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from '@bcos-bench/formats';

/** Encodes images [N,32,32,3] in [0,1] as a network's input: as they are, or with their inverses as channels 4 to 6. */
export function encode(images: Tensor4D, encoding: Model['encoding']): Tensor4D {
  return encoding === 'rgb' ? images : tf.concat([images, tf.sub<Tensor4D>(1, images)], 3);
}
