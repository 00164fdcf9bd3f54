import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Numbers that the widest processors compute at a time: 16 float32 with AVX-512. */
const PACKET = 16;

/**
 * A function of each number by itself, such as `tf.exp`, over whole packets of numbers. TensorFlow computes the numbers that are left of
 * the last packet in another way, to other bits, so that an image would depend on its place in the batch.
 */
function inWholePackets(x: Tensor, compute: (x: Tensor) => Tensor): Tensor {
  const missing = (PACKET - (x.size % PACKET)) % PACKET;
  if (missing === 0) return compute(x);
  const flat = tf.pad(tf.reshape(x, [x.size]), [[0, missing]]);
  return tf.reshape(tf.slice(compute(flat), [0], [x.size]), x.shape);
}

const wholePackets =
  (compute: (x: Tensor) => Tensor) =>
  (x: Tensor): Tensor =>
    inWholePackets(x, compute);

export const cos = wholePackets(tf.cos);
export const erf = wholePackets(tf.erf);
export const exp = wholePackets(tf.exp);
export const log = wholePackets(tf.log);
export const sigmoid = wholePackets(tf.sigmoid);
export const sin = wholePackets(tf.sin);
export const softplus = wholePackets(tf.softplus);
export const tanh = wholePackets(tf.tanh);
