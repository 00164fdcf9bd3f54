import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { inTurn, sumOver } from './inTurn.js';
import { exp } from './wholePackets.js';
import { withGradient } from './withGradient.js';

/** The softmax over places of a tensor; its gradient is one sum. */
export function softmaxOver(x: Tensor, places: readonly number[]): Tensor {
  return withGradient(
    [x],
    () => {
      const shifted = tf.sub(x, tf.max(x, [...places], true));
      const powers = exp(shifted);
      const value = tf.div<Tensor>(powers, inTurn(powers, places, sumOver));
      return { value, save: [value] as const };
    },
    (dy: Tensor, [value]) => {
      const products = tf.mul<Tensor>(dy, value);
      return [tf.sub(products, tf.mul(value, inTurn(products, places, sumOver)))];
    },
  );
}
