import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { asImage } from '../../ops/fusedKernel.js';
import { CHANNELS_LAST } from '../values/layout.js';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import { imageInput, padded } from './convolution.js';
import { averagedOver } from './reduction.js';
import type { Operators } from './operator.js';
import { windowsOf, type WindowSide, type Windows } from './windows.js';

/** How windows are pooled, once the attributes are read. */
type Pool = (windows: Windows, node: NodeContext) => (x: Tensor4D) => Tensor4D;

/** Below all numbers of a network, and finite, so that no product of it is NaN. */
const LOWEST = -3e38;

const maxPool: Pool = (windows) => {
  const [rows, columns] = windows;
  if (rows.dilation > 1 || columns.dilation > 1) return (x) => dilatedMaxPool(padded(x, windows, LOWEST), windows);
  const kernel: [number, number] = [rows.kernel, columns.kernel];
  return (x) => tf.maxPool(padded(x, windows, LOWEST), kernel, [rows.stride, columns.stride], 'valid');
};

/** The largest of the numbers of each window, one place of the windows after the other. */
function dilatedMaxPool(x: Tensor4D, [rows, columns]: Windows): Tensor4D {
  const places: Tensor4D[] = [];
  for (let i = 0; i < rows.kernel; i += 1) {
    for (let j = 0; j < columns.kernel; j += 1) {
      const down = tf.gather(x, placesOf(rows, i), 1);
      places.push(asImage(tf.gather(down, placesOf(columns, j), 2)));
    }
  }
  return places.reduce((most, next) => tf.maximum<Tensor4D>(most, next));
}

/** Where the number `i` of each window lies: tfjs has no gradient of a strided slice. */
function placesOf({ count, stride, dilation }: WindowSide, i: number): Tensor1D {
  const places = Array.from({ length: count }, (_, window) => window * stride + i * dilation);
  return tf.tensor1d(places, 'int32');
}

/** How many numbers of each window count: those of the image, and of the margins where these count. */
function counted(side: WindowSide, size: number, withMargins: boolean): number[] {
  const [first, last] = withMargins ? [-side.before, size + side.after] : [0, size];
  return Array.from({ length: side.count }, (_, i) => {
    const start = i * side.stride - side.before;
    return Math.min(start + side.kernel, last) - Math.max(start, first);
  });
}

const averagePool: Pool = (windows, node) => {
  const [rows, columns] = windows;
  if (rows.dilation > 1 || columns.dilation > 1) refuse('is a dilated average');
  const withMargins = node.int('count_include_pad', 0) !== 0;
  const kernel: [number, number] = [rows.kernel, columns.kernel];
  return (x) => {
    const pooled = tf.avgPool(padded(x, windows), kernel, [rows.stride, columns.stride], 'valid');
    const [, height, width] = x.shape;
    const across = counted(columns, width, withMargins);
    const factors = counted(rows, height, withMargins).flatMap((down) =>
      across.map((of) => (rows.kernel * columns.kernel) / (down * of)),
    );
    if (factors.every((factor) => factor === 1)) return pooled;
    return tf.mul(pooled, tf.tensor4d(factors, [1, rows.count, columns.count, 1]));
  };
};

const pooling =
  (pool: Pool) =>
  (node: NodeContext): Value[] => {
    if (node.node.outputs.length > 1) refuse('is asked for the places of the largest numbers');
    const x = imageInput(node);
    const [images = 1, channels = 1, ...sides] = x.shape;
    const windows = windowsOf(node, sides, node.ints('kernel_shape') ?? refuse('lacks kernel_shape'));
    const shape = [images, channels, windows[0].count, windows[1].count];
    const traits = { shape, batch: x.batch, order: CHANNELS_LAST };
    const compute = pool(windows, node);
    return [node.b.emit([x], traits, ([image]) => compute(asImage(image)))];
  };

const spatialAxes = ({ shape }: Value): number[] => shape.map((_, axis) => axis).slice(2);

export const poolings: Operators = {
  MaxPool: { describe: 'the largest of each window, with dilation and `ceil_mode`', build: pooling(maxPool) },
  AveragePool: {
    describe: 'the mean of each window, with `ceil_mode` and `count_include_pad`',
    build: pooling(averagePool),
  },
  GlobalAveragePool: {
    describe: 'the mean of each channel',
    build: (node) => [averagedOver(node.b, node.input(0), spatialAxes(node.input(0)), true)],
  },
  GlobalMaxPool: {
    describe: 'the largest of each channel',
    build: (node) => {
      const x = node.input(0);
      const places = spatialAxes(x).map((axis) => x.order.indexOf(axis));
      const shape = x.shape.map((n, axis) => (axis < 2 ? n : 1));
      return [node.b.emit([x], { ...x, shape }, ([image]) => tf.max(asImage(image), places, true))];
    },
  },
};
