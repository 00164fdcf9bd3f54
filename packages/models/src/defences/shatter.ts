import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { noDefence, positive, type DefenceKind } from './defence.js';

/** How many periods each wave has from 0 to 1: none fits into the steps of 1/255 between bytes. */
const FREQUENCIES = [301, 401, 503];

/**
 * Adds the largest of a few fine triangle waves of the input to it (gradients are shattered: Athalye et al. 2018). The input changes by no
 * more than the height. Its derivative is 1 plus or minus that of a wave, which is larger: the sign is as good as random.
 */
export const shatter: DefenceKind = {
  describe: 'adds the largest of a few fine waves of the input to it; its gradient points anywhere',
  strength: { describe: 'height of the waves, in units of [0,1]', usual: 0.016 },
  range: positive,
  draws: false,
  layer: (height) => ({
    ...noDefence,
    input: (x) => {
      const [first = x, ...others] = FREQUENCIES.map((frequency) => triangleWave(x, frequency));
      const largest = others.reduce((most, wave) => tf.maximum(most, wave), first);
      return tf.add(x, tf.mul(largest, height));
    },
  }),
};

/** 0 at the whole multiples of the period, 1 half-way between them. */
function triangleWave(x: Tensor4D, frequency: number): Tensor4D {
  const periods = tf.mul(x, frequency);
  return tf.mul(tf.abs(tf.sub(periods, tf.round(periods))), 2);
}
