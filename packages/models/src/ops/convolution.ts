import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { withGradient } from './withGradient.js';

/** How a convolution lies over its input, as PyTorch means it: `padding` zeros on every side. */
export interface ConvGeometry {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** The convolution as TensorFlow knows it: zeros added before, then `same` or `valid`. */
interface Padded {
  readonly before: number;
  readonly after: number;
  readonly mode: 'same' | 'valid';
}

/**
 * PyTorch pads both sides alike; TensorFlow's `same` at stride 2 puts the odd zero after. So only stride 1 can use `same`;
 * otherwise zeros are added here, after the input no more of them than the last window reaches.
 */
function paddedFor(size: number, { kernel, stride, padding }: ConvGeometry): Padded {
  if (padding === 0) return { before: 0, after: 0, mode: 'valid' };
  if (stride === 1 && kernel === 2 * padding + 1) return { before: 0, after: 0, mode: 'same' };
  const reach = (outputSize(size, { kernel, stride, padding }) - 1) * stride + kernel;
  return { before: padding, after: Math.max(0, reach - size - padding), mode: 'valid' };
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
  const { before, after, mode } = paddedFor(x.shape[1], geometry);
  return tf.conv2d(padZeros(x, before, after), kernel, geometry.stride, mode);
}

/** The gradient with respect to the input of shape `inputShape`, from the output's gradient `dy`. */
export function convolveInputGradient(
  dy: Tensor4D,
  kernel: Tensor4D,
  inputShape: Tensor4D['shape'],
  geometry: ConvGeometry,
): Tensor4D {
  const [n, height, width, channels] = inputShape;
  const { before, after, mode } = paddedFor(height, geometry);
  const margin = before + after;
  const shape: Tensor4D['shape'] = [n, height + margin, width + margin, channels];
  const gradient = tf.conv2dTranspose(dy, kernel, shape, geometry.stride, mode);
  return margin === 0 ? gradient : tf.slice(gradient, [0, before, before, 0], inputShape);
}

/** The gradient with respect to the kernel [k,k,I,O], from the output's gradient `dy`. */
export function convolveKernelGradient(
  x: Tensor4D,
  dy: Tensor4D,
  kernelShape: Tensor4D['shape'],
  geometry: ConvGeometry,
): Tensor4D {
  const { before, after, mode } = paddedFor(x.shape[1], geometry);
  const attributes = {
    strides: geometry.stride,
    pad: mode,
    dataFormat: 'NHWC',
    filterShape: kernelShape,
  };
  return tf.engine().runKernel<Tensor4D>(tf.Conv2DBackpropFilter, { x: padZeros(x, before, after), dy }, attributes);
}

function padZeros(x: Tensor4D, before: number, after: number): Tensor4D {
  const side: [number, number] = [before, after];
  return before + after === 0 ? x : tf.pad(x, [[0, 0], side, side, [0, 0]]);
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
