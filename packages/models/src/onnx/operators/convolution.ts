import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { addBias } from '../../ops/bias.js';
import { conv2d } from '../../ops/convolution.js';
import { inGroups, type Convolution } from '../../ops/groupedConvolution.js';
import { asImage, asVector } from '../../ops/fusedKernel.js';
import { CHANNELS_LAST, inOrder, plain } from '../values/layout.js';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import type { Operators } from './operator.js';
import { filling, windowsOf, type Windows } from './windows.js';

/** An image input: [N, channels, rows, columns], channels last, units along axis 0. */
export function imageInput(node: NodeContext): Value {
  const x = node.input(0);
  if (x.shape.length !== 4) refuse(`reads [${x.shape.join(', ')}], and takes images of rows and columns`);
  if (x.batch !== null && x.batch !== 0) refuse(`reads images that stand along axis ${x.batch}`);
  return inOrder(node.b, x, CHANNELS_LAST);
}

/** `x` [N,H,W,C] with zeros, or another number, around it; a negative margin cuts off what no window reaches. */
export function padded(x: Tensor4D, windows: Windows, value = 0): Tensor4D {
  const margins = windows.map((side, i): [number, number] => [side.before, filling(side, at(x.shape, i + 1))]);
  const [n, height, width, channels] = x.shape;
  const seen = margins.map(([, after], i) => at([height, width], i) + Math.min(0, after));
  const cut = margins.some(([, after]) => after < 0)
    ? tf.slice(x, [0, 0, 0, 0], [n, at(seen, 0), at(seen, 1), channels])
    : x;
  const around = margins.map(([before, after]): [number, number] => [before, Math.max(0, after)]);
  if (around.flat().every((margin) => margin === 0)) return cut;
  return tf.pad(cut, [[0, 0], ...around, [0, 0]], value);
}

/** A kernel with zeros between its numbers: TensorFlow has no gradient of a dilated convolution. */
function dilated(kernel: Tensor4D, [rows, columns]: Windows): Tensor4D {
  return zerosBetween(kernel, rows.dilation, columns.dilation);
}

function zerosBetween(kernel: Tensor4D, down: number, across: number): Tensor4D {
  if (down === 1 && across === 1) return kernel;
  const [height, width, inputs, outputs] = kernel.shape;
  const apart = tf.pad(tf.reshape<tf.Rank.R6>(kernel, [height, 1, width, 1, inputs, outputs]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, across - 1],
    [0, 0],
    [0, 0],
  ]);
  const whole = tf.reshape<tf.Rank.R4>(apart, [height * down, width * across, inputs, outputs]);
  return tf.slice(whole, [0, 0, 0, 0], [(height - 1) * down + 1, (width - 1) * across + 1, inputs, outputs]);
}

/** The convolution by windows that may lie in any way. */
function convolutionOf(windows: Windows): Convolution {
  const [rows, columns] = windows;
  const { kernel, stride, before, dilation } = rows;
  const isEven = kernel === columns.kernel && stride === columns.stride && dilation === columns.dilation;
  if (!isEven) {
    return (x, weights) =>
      tf.conv2d(padded(x, windows), dilated(weights, windows), [rows.stride, columns.stride], 'valid');
  }
  if (dilation === 1 && [columns.before, rows.after, columns.after].every((margin) => margin === before)) {
    return (x, weights) => conv2d(x, weights, { kernel, stride, padding: before });
  }
  const geometry = { kernel: (kernel - 1) * dilation + 1, stride, padding: 0 };
  return (x, weights) => conv2d(padded(x, windows), dilated(weights, windows), geometry);
}

/** A convolution of each channel by itself; TensorFlow's own takes one stride for both sides. */
function depthwiseOf(windows: Windows): Convolution {
  const [rows, columns] = windows;
  const isOdd = windows.every(
    ({ kernel, stride, dilation, before, after }) =>
      stride === 1 && dilation === 1 && before === after && kernel === 2 * before + 1,
  );
  return (x, filter) =>
    isOdd
      ? tf.depthwiseConv2d(x, filter, 1, 'same')
      : tf.depthwiseConv2d(padded(x, windows), dilated(filter, windows), [rows.stride, columns.stride], 'valid');
}

/** [outputs, 1, rows, columns] of ONNX as TensorFlow's [rows, columns, channels, outputs of each]. */
function depthwiseFilter(kernel: Tensor, channels: number): Tensor4D {
  const [outputs = 1, , rows = 1, columns = 1] = kernel.shape;
  const shape: [number, number, number, number] = [channels, outputs / channels, rows, columns];
  return tf.transpose(tf.reshape(kernel, shape), [2, 3, 0, 1]);
}

function convolve(node: NodeContext): Value[] {
  const { b } = node;
  const [x, kernel, bias] = [imageInput(node), plain(b, node.input(1)), node.optional(2)];
  const [channels, sides] = [at(x.shape, 1), x.shape.slice(2)];
  if (kernel.shape.length !== 4 || kernel.batch !== null) refuse(`has a kernel of [${kernel.shape.join(', ')}]`);
  const [outputs, perGroup, window] = [at(kernel.shape, 0), at(kernel.shape, 1), kernel.shape.slice(2)];
  const groups = node.int('group', 1);
  if (!(Number.isInteger(groups) && groups >= 1) || perGroup * groups !== channels || outputs % groups !== 0) {
    refuse(`has ${groups} groups, ${channels} channels and a kernel of [${kernel.shape.join(', ')}]`);
  }
  const windows = windowsOf(node, sides, window);
  const [rows, columns] = windows;
  const shape = [x.shape[0] ?? 1, outputs, rows.count, columns.count];
  const isDepthwise = groups > 1 && groups === channels && rows.stride === columns.stride;
  const run = isDepthwise ? depthwiseOf(windows) : inGroupsOf(groups, convolutionOf(windows));
  const arranged = (weights: Tensor): Tensor4D =>
    isDepthwise ? depthwiseFilter(weights, channels) : tf.transpose(asImage(weights), [2, 3, 1, 0]);
  const traits = { shape, batch: x.batch, order: CHANNELS_LAST };
  const result = b.emit([x, kernel], traits, ([image, weights]) => run(asImage(image), arranged(asImage(weights))));
  return [bias === null ? result : biased(node, result, bias, outputs)];
}

function inGroupsOf(groups: number, convolution: Convolution): Convolution {
  return (x, kernel) => inGroups(x, kernel, groups, convolution);
}

/** A value [N, outputs, rows, columns] plus a number for each output. */
function biased({ b }: NodeContext, value: Value, bias: Value, outputs: number): Value {
  if (bias.shape.length !== 1 || bias.shape[0] !== outputs || bias.batch !== null) {
    refuse(`has a bias of [${bias.shape.join(', ')}] for ${outputs} outputs`);
  }
  return b.emit([value, bias], value, ([image, numbers]) => addBias(asImage(image), asVector(numbers)));
}

/** The convolution that a `Conv` of the same kernel would have the gradient of. */
function transposedConvolution(node: NodeContext): Value[] {
  const { b } = node;
  const [x, kernel, bias] = [imageInput(node), plain(b, node.input(1)), node.optional(2)];
  if (kernel.shape.length !== 4 || kernel.batch !== null) refuse(`has a kernel of [${kernel.shape.join(', ')}]`);
  const [channels, perGroup, window] = [at(kernel.shape, 0), at(kernel.shape, 1), kernel.shape.slice(2)];
  const groups = node.int('group', 1);
  if (!(Number.isInteger(groups) && groups >= 1) || at(x.shape, 1) !== channels || channels % groups !== 0) {
    refuse(`has ${groups} groups, ${at(x.shape, 1)} channels and a kernel of [${kernel.shape.join(', ')}]`);
  }
  const sides = x.shape.slice(2).map((size, i) => transposedSide(node, size, at(window, i), i));
  const outputs = perGroup * groups;
  const shape = [at(x.shape, 0), outputs, ...sides.map(({ whole, before, after }) => whole - before - after)];
  const run: Convolution = (image, weights) => spreadOut(image, weights, sides);
  const result = b.emit([x, kernel], { shape, batch: x.batch, order: CHANNELS_LAST }, ([image, weights]) => {
    // [rows, columns, outputs of a group, inputs], as `tf.conv2dTranspose` has it; groups are cut along the inputs.
    const arranged = tf.transpose(asImage(weights), [2, 3, 1, 0]);
    return inGroups(asImage(image), asImage(arranged), groups, run);
  });
  return [bias === null ? result : biased(node, result, bias, outputs)];
}

/** A side of a transposed convolution: its size before margins are cut off, and these margins. */
interface TransposedSide {
  readonly whole: number;
  readonly before: number;
  readonly after: number;
  readonly stride: number;
  readonly dilation: number;
}

function transposedSide(node: NodeContext, size: number, kernel: number, i: number): TransposedSide {
  const number = (name: string, usual: number): number => node.ints(name)?.[i] ?? usual;
  const [stride, dilation, more] = [number('strides', 1), number('dilations', 1), number('output_padding', 0)];
  if (node.text('auto_pad', 'NOTSET') !== 'NOTSET' || node.ints('output_shape') !== null) refuse('asks for a shape');
  const pads = node.ints('pads') ?? [0, 0, 0, 0];
  const [before, after] = [at(pads, i), at(pads, i + 2)];
  if (![stride, dilation].every((n) => Number.isInteger(n) && n >= 1 && n <= 2 ** 12)) refuse('has impossible strides');
  if (![before, after, more].every((n) => Number.isInteger(n) && n >= 0 && n <= 2 ** 12))
    refuse('has impossible margins');
  return { whole: (size - 1) * stride + (kernel - 1) * dilation + 1 + more, before, after, stride, dilation };
}

function spreadOut(x: Tensor4D, kernel: Tensor4D, sides: readonly TransposedSide[]): Tensor4D {
  const [rows, columns] = [at(sides, 0), at(sides, 1)];
  const apart = zerosBetween(kernel, rows.dilation, columns.dilation);
  const outputs = kernel.shape[2];
  const shape: [number, number, number, number] = [x.shape[0], rows.whole, columns.whole, outputs];
  const whole = tf.conv2dTranspose(x, apart, shape, [rows.stride, columns.stride], 'valid');
  const size = [x.shape[0], ...sides.map((side) => side.whole - side.before - side.after), outputs];
  return tf.slice(whole, [0, rows.before, columns.before, 0], [at(size, 0), at(size, 1), at(size, 2), outputs]);
}

export const convolutions: Operators = {
  Conv: { describe: 'a convolution of images, with groups, strides, dilation and any padding', build: convolve },
  ConvTranspose: {
    describe: 'a transposed convolution, with groups, strides, dilation, margins and output_padding',
    build: transposedConvolution,
  },
};
