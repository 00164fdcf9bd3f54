import { DepthwiseConv2dNativeBackpropInput, type TensorInfo } from '@tensorflow/tfjs-core';
import { at, float32At } from '@bcos-bench/vocabulary';
import { wasmKernel } from './wasmKernel.js';

/** The gradient of a depthwise convolution without padding with respect to its input, which tfjs's WASM backend lacks. */
export const depthwiseGradient = wasmKernel(
  DepthwiseConv2dNativeBackpropInput,
  ({ attributes, input, make, numbers }) => {
    const { inputShape, strides, pad } = attributes;
    const stride = Array.isArray(strides) ? Number(strides[0]) : Number(strides);
    if (!Array.isArray(inputShape) || pad !== 'valid') throw new RangeError('a depthwise gradient without padding');
    const dx = make(inputShape.map(Number));
    const [dy, filter] = [input('dy'), input('filter')];
    const values = { dx: numbers(dx), dy: numbers(dy), filter: numbers(filter) };
    values.dx.fill(0);
    for (let line = 0; line < at(dy.shape, 0) * at(dy.shape, 1); line += 1) {
      for (let column = 0; column < at(dy.shape, 2); column += 1) {
        spreadPixel(values, { dx, dy, filter }, line, column, stride);
      }
    }
    return dx;
  },
);

type Three<T> = Readonly<Record<'dx' | 'dy' | 'filter', T>>;

/** Adds to the input's gradient what one pixel of the output, in a row of one of the images, takes of each place of its window. */
function spreadPixel(values: Three<Float32Array>, of: Three<TensorInfo>, line: number, column: number, stride: number) {
  const [rows, across, outputs] = [at(of.dy.shape, 1), at(of.dy.shape, 2), at(of.dy.shape, 3)];
  const [height, width, channels] = [at(of.dx.shape, 1), at(of.dx.shape, 2), at(of.dx.shape, 3)];
  const [tall, wide, units] = [at(of.filter.shape, 0), at(of.filter.shape, 1), at(of.filter.shape, 3)];
  const from = (line * across + column) * outputs;
  const top = Math.floor(line / rows) * height + (line % rows) * stride;
  for (let tap = 0; tap < tall * wide; tap += 1) {
    const to = ((top + Math.floor(tap / wide)) * width + column * stride + (tap % wide)) * channels;
    for (let output = 0; output < outputs; output += 1) {
      const place = to + Math.floor(output / units);
      const share = float32At(values.dy, from + output) * float32At(values.filter, tap * outputs + output);
      values.dx[place] = float32At(values.dx, place) + share;
    }
  }
}
