import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { runFusedImage } from './fusedKernel.js';

/** The largest of every `units` consecutive channels: [N,H,W,O*units] to [N,H,W,O]. */
export function maxOut(x: Tensor4D, units: number): Tensor4D {
  return runFusedImage('MaxOut', { lin: x }, { units }) ?? tf.max(grouped(x, units), 4);
}

/** The gradient of `maxOut`: all of it goes to the first of the largest units, as in PyTorch. */
export function maxOutGradient(dy: Tensor4D, x: Tensor4D, units: number): Tensor4D {
  const fused = runFusedImage('MaxOutGrad', { lin: x, g: dy }, { units });
  if (fused !== null) return fused;
  const winner = tf.oneHot(tf.cast(tf.argMax(grouped(x, units), 4), 'int32'), units);
  return tf.reshape(tf.mul(tf.cast(winner, 'float32'), tf.expandDims(dy, 4)), x.shape);
}

function grouped(x: Tensor4D, units: number): tf.Tensor5D {
  const [n, height, width, channels] = x.shape;
  return tf.reshape(x, [n, height, width, channels / units, units]);
}
