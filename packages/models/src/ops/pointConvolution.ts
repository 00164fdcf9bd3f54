import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';

type Shape = Tensor4D['shape'];

/** Whether a convolution looks at single pixels: then it is one product of matrices, over the pixels of all pictures. */
export function isPointwise({ kernel, padding }: ConvGeometry): boolean {
  return kernel === 1 && padding === 0;
}

/**
 * `convolve` for what `isPointwise`: `x` [N,H,W,I] and `kernel` [1,1,I,O] to [N,H',W',O]. All pictures are given to
 * TensorFlow as one, which it would otherwise compute one by one, fetching the kernel anew for each.
 */
export function convolvePoints(x: Tensor4D, kernel: Tensor4D, stride: number): Tensor4D {
  const [n, inputHeight, inputWidth, channels] = x.shape;
  const height = Math.ceil(inputHeight / stride);
  const width = Math.ceil(inputWidth / stride);
  const seen = stride === 1 ? x : tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, stride, stride, 1]);
  const asOne = tf.reshape<tf.Rank.R4>(seen, [1, n * height, width, channels]);
  return tf.reshape(tf.conv2d(asOne, kernel, 1, 'valid'), [n, height, width, kernel.shape[3]]);
}

/** The gradient of `convolvePoints` with respect to its input of shape `inputShape`. */
export function pointInputGradient(dy: Tensor4D, kernel: Tensor4D, inputShape: Shape, stride: number): Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const [n, height, width] = dy.shape;
  const pixels = tf.reshape<tf.Rank.R2>(dy, [n * height * width, outputs]);
  const matrix = tf.reshape<tf.Rank.R2>(kernel, [inputs, outputs]);
  const gradient = tf.matMul<Tensor2D>(pixels, matrix, false, true);
  if (stride === 1) return tf.reshape(gradient, inputShape);
  return spread(tf.reshape(gradient, [n, height, width, inputs]), inputShape, stride);
}

/** `seen` [N,H',W',C] at every `stride`-th pixel of `shape` [N,H,W,C], and zeros between. */
function spread(seen: Tensor4D, shape: Shape, stride: number): Tensor4D {
  const [n, height, width, channels] = seen.shape;
  const between: [number, number] = [0, stride - 1];
  const apart = tf.pad(tf.reshape<tf.Rank.R6>(seen, [n, height, 1, width, 1, channels]), [
    [0, 0],
    [0, 0],
    between,
    [0, 0],
    between,
    [0, 0],
  ]);
  const whole = tf.reshape<tf.Rank.R4>(apart, [n, height * stride, width * stride, channels]);
  return whole.shape.join() === shape.join() ? whole : tf.slice(whole, [0, 0, 0, 0], shape);
}
