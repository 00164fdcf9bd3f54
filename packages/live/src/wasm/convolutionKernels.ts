import { Conv2D, Conv2DBackpropFilter, type TensorInfo } from '@tensorflow/tfjs-core';
import { at, float32At } from '@bcos-bench/vocabulary';
import { wasmKernel, type KernelCall } from './wasmKernel.js';

/**
 * The gradient of a convolution with respect to its input, as the convolution of `dy` [N,H',W',O] with the kernel [k,k,I,O] turned
 * around. tfjs's own Conv2DBackpropInput computes number by number and takes a few times as long.
 */
const inputGradient = wasmKernel('WindowConvGrad', (call) => {
  const turned = turnedKernel(call, call.input('kernel'));
  const spread = spreadOut(call, call.input('dy'), at(turned.shape, 0));
  const attributes = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1] };
  const gradient = call.run(Conv2D, { x: spread, filter: turned }, attributes);
  [turned, spread].forEach(call.free);
  return [gradient];
});

/** A kernel [k,k,I,O] with rows and columns in the reverse order, and inputs and outputs exchanged: [k,k,O,I]. */
function turnedKernel(call: KernelCall, kernel: TensorInfo): TensorInfo {
  const [rows, columns, inputs, outputs] = fourOf(kernel);
  const turned = call.make([rows, columns, outputs, inputs]);
  const [from, to] = [call.numbers(kernel), call.numbers(turned)];
  const size = inputs * outputs;
  for (let tap = 0; tap < rows * columns; tap += 1) {
    const source = tap * size;
    const target = (rows * columns - 1 - tap) * size;
    for (let input = 0; input < inputs; input += 1) {
      for (let output = 0; output < outputs; output += 1) {
        to[target + output * inputs + input] = float32At(from, source + input * outputs + output);
      }
    }
  }
  return turned;
}

/** `dy` with zeros between its pixels and around them, as far as every window that holds a pixel of the input reaches. */
function spreadOut(call: KernelCall, dy: TensorInfo, kernel: number): TensorInfo {
  const { attribute } = call;
  const [stride, pad, height, width] = [attribute('stride'), attribute('pad'), attribute('height'), attribute('width')];
  const [images, rows, columns, channels] = fourOf(dy);
  const [margin, whole, across] = [kernel - 1 - pad, height + kernel - 1, width + kernel - 1];
  const spread = call.make([images, whole, across, channels]);
  const [from, to] = [call.numbers(dy), call.numbers(spread)];
  to.fill(0);
  for (let row = 0; row < images * rows; row += 1) {
    const image = Math.floor(row / rows);
    const line = margin + (row % rows) * stride;
    for (let column = 0; column < columns; column += 1) {
      const source = (row * columns + column) * channels;
      const target = ((image * whole + line) * across + margin + column * stride) * channels;
      to.set(from.subarray(source, source + channels), target);
    }
  }
  return spread;
}

/**
 * The gradient with respect to a kernel, which is not computed here: nothing is trained in a browser. tfjs asks for it all the same,
 * and whoever used it would see that it is not a number.
 */
const noKernelGradient = wasmKernel(Conv2DBackpropFilter, ({ attributes, make, numbers }) => {
  const shape = attributes['filterShape'];
  if (!Array.isArray(shape)) throw new TypeError('the kernel has no shape');
  const gradient = make(shape.map(Number));
  numbers(gradient).fill(NaN);
  return gradient;
});

export const convolutionKernels = [inputGradient, noKernelGradient];

function fourOf({ shape }: TensorInfo): [number, number, number, number] {
  return [at(shape, 0), at(shape, 1), at(shape, 2), at(shape, 3)];
}
