import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ImageChannels } from '@bcos-bench/vocabulary';
import type { Model } from '@bcos-bench/formats';

/** Channels of a network's input for images of `imageChannels`. */
export function inputChannels(encoding: Model['encoding'], imageChannels: ImageChannels): number {
  return encoding === 'rgb' ? imageChannels : 2 * imageChannels;
}

/** Encodes images [N,rows,columns,channels] in [0,1] as a network's input: as they are, or with their inverses behind them. */
export function encode(pictures: Tensor4D, encoding: Model['encoding']): Tensor4D {
  return encoding === 'rgb' ? pictures : tf.concat([pictures, tf.sub<Tensor4D>(1, pictures)], 3);
}
