import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { convolvePoints, isPointwise, pointInputGradient } from './pointConvolution.js';
import { convolveSingleWindow, isSingleWindow, singleWindowInputGradient } from './singleWindow.js';
import { windowConvolve, windowInputGradient } from './windowConvolution.js';
import { winogradConvolve, winogradInputGradient, winogradSuits } from './winogradConvolution.js';
import { withGradient } from './withGradient.js';

/**
 * PyTorch pads both sides alike; TensorFlow's `same` at stride 2 puts the odd zero after. So only stride 1 can use `same`;
 * otherwise zeros are added by `margins`.
 */
function modeOf({ kernel, stride, padding }: ConvGeometry): 'same' | 'valid' {
  return stride === 1 && kernel === 2 * padding + 1 ? 'same' : 'valid';
}

/** The zeros before and after `size` pixels that TensorFlow does not add itself; after, no more than the last window reaches. */
function margins(size: number, geometry: ConvGeometry): [number, number] {
  const { kernel, stride, padding } = geometry;
  if (padding === 0 || modeOf(geometry) === 'same') return [0, 0];
  const reach = (outputSize(size, geometry) - 1) * stride + kernel;
  return [padding, Math.max(0, reach - size - padding)];
}

/** The number of windows along a side of `size` pixels. */
export function outputSize(size: number, { kernel, stride, padding }: ConvGeometry): number {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

/**
 * Cross-correlation of `x` [N,H,W,I] with `kernel` [k,k,I,O], as PyTorch's `conv2d` without bias. No gradient of its own:
 * the layers' own gradients call the two functions below.
 */
export function convolve(x: Tensor4D, kernel: Tensor4D, geometry: ConvGeometry): Tensor4D {
  if (isPointwise(geometry)) return convolvePoints(x, kernel, geometry.stride);
  if (isSingleWindow(x.shape, geometry)) return convolveSingleWindow(x, kernel, geometry);
  if (winogradSuits(geometry)) return winogradConvolve(x, kernel);
  return (
    windowConvolve(x, kernel, geometry) ?? tf.conv2d(padZeros(x, geometry), kernel, geometry.stride, modeOf(geometry))
  );
}

/** The gradient with respect to the input of shape `inputShape`, from the output's gradient `dy`. */
export function convolveInputGradient(
  dy: Tensor4D,
  kernel: Tensor4D,
  inputShape: Tensor4D['shape'],
  geometry: ConvGeometry,
): Tensor4D {
  if (isPointwise(geometry)) return pointInputGradient(dy, kernel, inputShape, geometry.stride);
  if (isSingleWindow(inputShape, geometry)) return singleWindowInputGradient(dy, kernel, inputShape, geometry);
  if (winogradSuits(geometry)) return winogradInputGradient(dy, kernel);
  return windowInputGradient(dy, kernel, inputShape, geometry) ?? transposed(dy, kernel, inputShape, geometry);
}

/** The gradient as TensorFlow's own op. */
function transposed(dy: Tensor4D, kernel: Tensor4D, inputShape: Tensor4D['shape'], geometry: ConvGeometry): Tensor4D {
  const [n, height, width, channels] = inputShape;
  const [top, bottom] = margins(height, geometry);
  const [left, right] = margins(width, geometry);
  const shape: Tensor4D['shape'] = [n, top + height + bottom, left + width + right, channels];
  const gradient = tf.conv2dTranspose(dy, kernel, shape, geometry.stride, modeOf(geometry));
  return shape.join() === inputShape.join() ? gradient : tf.slice(gradient, [0, top, left, 0], inputShape);
}

/** The gradient with respect to the kernel [k,k,I,O], from the output's gradient `dy`. */
export function convolveKernelGradient(
  x: Tensor4D,
  dy: Tensor4D,
  kernelShape: Tensor4D['shape'],
  geometry: ConvGeometry,
): Tensor4D {
  const attributes = {
    strides: geometry.stride,
    pad: modeOf(geometry),
    dataFormat: 'NHWC',
    filterShape: kernelShape,
  };
  return tf.engine().runKernel<Tensor4D>(tf.Conv2DBackpropFilter, { x: padZeros(x, geometry), dy }, attributes);
}

function padZeros(x: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const rows = margins(x.shape[1], geometry);
  const columns = margins(x.shape[2], geometry);
  return [...rows, ...columns].every((zeros) => zeros === 0) ? x : tf.pad(x, [[0, 0], rows, columns, [0, 0]]);
}

/** The convolution as a differentiable function of `x` and `kernel`. */
export function conv2d(x: Tensor4D, kernel: Tensor4D, geometry: ConvGeometry): Tensor4D {
  return withGradient(
    [x, kernel],
    () => ({ value: convolve(x, kernel, geometry), save: [x, kernel] as const }),
    (dy: Tensor4D, [savedX, savedKernel]) => [
      convolveInputGradient(dy, savedKernel, savedX.shape, geometry),
      convolveKernelGradient(savedX, dy, savedKernel.shape, geometry),
    ],
  );
}
