import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { arrayOf, broadcastShape, broadcastTo, MOST_FOLDED } from '../arrays/arrays.js';
import { elementwise } from '../values/elementwise.js';
import { first } from '../values/layout.js';
import { axesOf, foldable, requireFolded, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { same, type Value } from '../values/value.js';
import type { Operators } from './operator.js';

function expand(node: NodeContext): Value[] {
  const x = node.input(0);
  const asked = Array.from((node.known(1) ?? refuse('lacks its shape')).data);
  const shape = broadcastShape(x.shape, asked) ?? refuse(`makes [${asked.join(', ')}] of [${x.shape.join(', ')}]`);
  if (same(shape, x.shape)) return [x];
  const [array] = foldable([x]) ?? [];
  if (array !== undefined) {
    requireFolded(shape);
    return [node.b.constant(broadcastTo(array, shape))];
  }
  const one = node.b.emit([], { shape, batch: null }, () => tf.ones([...shape]));
  return [elementwise(node.b, [x, one], ([tensor, ones]) => tf.mul(first(tensor), first(ones)), x.dtype)];
}

function tile(node: NodeContext): Value[] {
  const x = node.input(0);
  const times = Array.from((node.known(1) ?? refuse('lacks its repeats')).data);
  if (times.length !== x.shape.length || times.some((n) => !(Number.isInteger(n) && n >= 0 && n <= MOST_FOLDED))) {
    refuse(`repeats [${x.shape.join(', ')}] by [${times.join(', ')}]`);
  }
  if (x.batch !== null && times[x.batch] !== 1) refuse('repeats images');
  const shape = x.shape.map((n, axis) => n * at(times, axis));
  const repeats = x.order.map((axis) => at(times, axis));
  return [node.b.emit([x], { ...x, shape }, ([tensor]) => tf.tile(first(tensor), repeats))];
}

/** How many numbers stand before and after each axis. */
function margins(node: NodeContext, x: Value): [number, number][] {
  const rank = x.shape.length;
  const pads = Array.from(node.known(1)?.data ?? node.ints('pads') ?? refuse('lacks its margins'));
  const axes = axesOf(node.known(3)?.data ?? x.shape.map((_, axis) => axis), rank);
  if (pads.length !== 2 * axes.length) refuse(`has ${pads.length} margins for ${axes.length} axes`);
  const result = x.shape.map((): [number, number] => [0, 0]);
  axes.forEach((axis, i) => {
    result[axis] = [at(pads, i), at(pads, i + axes.length)];
  });
  return result;
}

type Padding = (x: Tensor, around: [number, number][], value: number) => Tensor;

const paddings: ReadonlyMap<string, Padding> = new Map<string, Padding>([
  ['constant', (x, around, value) => tf.pad(x, around, value)],
  ['reflect', (x, around) => mirrored(x, around, 1)],
  ['edge', (x, around) => repeatedEdge(x, around)],
  ['wrap', (x, around) => wrapped(x, around)],
]);

/** Along each axis a gather of the places that the margins repeat: tfjs has no gradient of its own for all of these. */
function placed(x: Tensor, around: readonly [number, number][], place: (at: number, size: number) => number): Tensor {
  return around.reduce<Tensor>((padded, [before, after], axis) => {
    if (before === 0 && after === 0) return padded;
    const size = padded.shape[axis] ?? 1;
    const places = Int32Array.from({ length: before + size + after }, (_, i) => place(i - before, size));
    return tf.gather(padded, tf.tensor1d(places, 'int32'), axis);
  }, x);
}

function mirrored(x: Tensor, around: readonly [number, number][], skip: number): Tensor {
  return placed(x, around, (i, size) => {
    if (i < 0) return Math.min(size - 1, -i - 1 + skip);
    return i < size ? i : Math.max(0, 2 * size - 1 - skip - i);
  });
}

const repeatedEdge = (x: Tensor, around: readonly [number, number][]): Tensor =>
  placed(x, around, (i, size) => Math.min(size - 1, Math.max(0, i)));

const wrapped = (x: Tensor, around: readonly [number, number][]): Tensor =>
  placed(x, around, (i, size) => ((i % size) + size) % size);

function pad(node: NodeContext): Value[] {
  const x = node.input(0);
  const around = margins(node, x);
  if (around.flat().some((n) => !(Number.isInteger(n) && Math.abs(n) <= MOST_FOLDED))) refuse('has impossible margins');
  if (x.batch !== null && at(around, x.batch).some((n) => n !== 0)) refuse('puts margins between images');
  const mode = node.text('mode', 'constant');
  const compute = paddings.get(mode) ?? refuse(`has the mode '${mode}'`);
  const value = node.known(2)?.data[0] ?? node.float('value', 0);
  const shape = x.shape.map((n, axis) => n + at(around, axis)[0] + at(around, axis)[1]);
  if (shape.some((n) => n < 1)) refuse('leaves nothing');
  const lying = x.order.map((axis) => at(around, axis));
  const added = lying.map(([before, after]): [number, number] => [Math.max(0, before), Math.max(0, after)]);
  return [node.b.emit([x], { ...x, shape }, ([tensor]) => compute(cut(first(tensor), lying), added, value))];
}

/** What negative margins leave. */
function cut(x: Tensor, around: readonly [number, number][]): Tensor {
  if (around.flat().every((n) => n >= 0)) return x;
  const begin = around.map(([before]) => Math.max(0, -before));
  const size = x.shape.map((n, i) => n - at(begin, i) - Math.max(0, -at(around, i)[1]));
  return tf.slice(x, begin, size);
}

function constantOfShape(node: NodeContext): Value[] {
  const shape = Array.from((node.known(0) ?? refuse('lacks its shape')).data);
  requireFolded(shape);
  const value = node.array('value');
  const number = value?.data[0] ?? 0;
  const count = shape.reduce((product, n) => product * n, 1);
  return [node.b.constant(arrayOf(value?.dtype ?? 'float', shape, new Array<number>(Math.max(0, count)).fill(number)))];
}

function range(node: NodeContext): Value[] {
  const [start, limit, delta] = [0, 1, 2].map((place) => node.known(place)?.data[0] ?? refuse('lacks a bound'));
  if (start === undefined || limit === undefined || delta === undefined || delta === 0) return refuse('has no steps');
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  if (!Number.isFinite(count)) refuse('has no end');
  requireFolded([count]);
  const dtype = node.input(0).dtype;
  return [
    node.b.constant(
      arrayOf(
        dtype,
        [count],
        Array.from({ length: count }, (_, i) => start + i * delta),
      ),
    ),
  ];
}

export const copyOperators: Operators = {
  Expand: { describe: 'repeated to a shape', build: expand },
  Tile: { describe: 'repeated along axes', build: tile },
  Pad: { describe: 'margins: a constant, or what reflection, edge or wrapping give', build: pad },
  ConstantOfShape: { describe: 'a constant of one number', build: constantOfShape },
  Range: { describe: 'a constant of numbers one after the other', build: range },
};
