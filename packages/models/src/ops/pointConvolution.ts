import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { windowConvolve, windowInputGradient } from './windowConvolution.js';

type Shape = Tensor4D['shape'];

/** Whether a convolution looks at single pixels: then it is one product of matrices, over the pixels of all images. */
export function isPointwise({ kernel, padding }: ConvGeometry): boolean {
  return kernel === 1 && padding === 0;
}

/** `convolve` for what `isPointwise`: `x` [N,H,W,I] and `kernel` [1,1,I,O] to [N,H',W',O]. */
export function convolvePoints(x: Tensor4D, kernel: Tensor4D, stride: number): Tensor4D {
  return windowConvolve(x, kernel, { kernel: 1, stride, padding: 0 }) ?? multiplyPoints(x, kernel, stride);
}

/**
 * One product of matrices: as a convolution, TensorFlow would compute the images one by one and fetch the kernel anew for
 * each.
 */
function multiplyPoints(x: Tensor4D, kernel: Tensor4D, stride: number): Tensor4D {
  const [n, inputHeight, inputWidth] = x.shape;
  const [height, width] = [Math.ceil(inputHeight / stride), Math.ceil(inputWidth / stride)];
  const y = tf.matMul<Tensor2D>(pixelRows(x, stride), matrixOf(kernel));
  return tf.reshape(y, [n, height, width, kernel.shape[3]]);
}

/**
 * Every `stride`-th pixel of `x` [N,H,W,C] in both directions, a row each [P,C]. A slice of whole pixels where the sides divide
 * by `stride`, which TensorFlow copies a pixel at a time; its strided slices fetch each number by itself.
 */
function pixelRows(x: Tensor4D, stride: number): Tensor2D {
  const [n, height, width, channels] = x.shape;
  if (stride === 1) return tf.reshape(x, [n * height * width, channels]);
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const shape: [number, number] = [n * rows * columns, channels];
  if (height % stride !== 0 || width % stride !== 0) {
    return tf.reshape(tf.stridedSlice(x, [0, 0, 0, 0], x.shape, [1, stride, stride, 1]), shape);
  }
  const apart = tf.reshape<tf.Rank.R4>(x, [n * rows, stride, columns, stride * channels]);
  return tf.reshape(tf.slice(apart, [0, 0, 0, 0], [n * rows, 1, columns, channels]), shape);
}

/** A kernel [1,1,I,O] as what a row of I numbers is multiplied by [I,O]. */
function matrixOf(kernel: Tensor4D): Tensor2D {
  const [, , inputs, outputs] = kernel.shape;
  return tf.reshape(kernel, [inputs, outputs]);
}

/** The gradient of `convolvePoints` with respect to its input of shape `inputShape`. */
export function pointInputGradient(dy: Tensor4D, kernel: Tensor4D, inputShape: Shape, stride: number): Tensor4D {
  const geometry = { kernel: 1, stride, padding: 0 };
  return (
    windowInputGradient(dy, kernel, inputShape, geometry) ?? multiplyPointGradients(dy, kernel, inputShape, stride)
  );
}

function multiplyPointGradients(dy: Tensor4D, kernel: Tensor4D, inputShape: Shape, stride: number): Tensor4D {
  const [n, height, width] = dy.shape;
  const inputs = kernel.shape[2];
  const gradient = tf.matMul<Tensor2D>(pixelRows(dy, 1), matrixOf(kernel), false, true);
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
