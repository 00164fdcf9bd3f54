import * as tf from '@tensorflow/tfjs-core';
import { at, only } from '@bcos-bench/vocabulary';
import type { OnnxArray } from '@bcos-bench/onnx-file';
import { arrayOf, gathered, strides } from '../arrays/arrays.js';
import { forEachUnit, sharedBatch } from '../values/elementwise.js';
import { along, apart, together } from '../values/apart.js';
import { first, inOrder } from '../values/layout.js';
import { axesOf, foldable, namedAxis, requireFolded, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { sizeOf, tensorShape, type Value } from '../values/value.js';
import type { Operators } from './operator.js';

/** A part of a value along one axis: `count` numbers from `start`, each `step` after the one before. */
interface Part {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** A part of a value. */
function part(node: NodeContext, value: Value, of: Part): Value {
  return along(node.b, value, [of.axis], (x, axes) => partAlong(node, x, { ...of, axis: only(axes) }));
}

function partAlong(node: NodeContext, x: Value, { axis, start, step, count }: Part): Value {
  if (start === 0 && step === 1 && count === x.shape[axis]) return x;
  const shape = x.shape.map((n, of) => (of === axis ? count : n));
  const [array] = foldable([x]) ?? [];
  if (array !== undefined) {
    const own = strides(array.shape);
    const steps = own.map((of, i) => (i === axis ? of * step : of));
    return node.b.constant(gathered(array, shape, steps, start * at(own, axis)));
  }
  const place = x.order.indexOf(axis);
  const traits = { ...x, shape };
  if (step === 1) {
    return node.b.emit([x], traits, ([tensor], units) => {
      const begin = x.order.map((of) => (of === axis ? start : 0));
      return tf.slice(first(tensor), begin, tensorShape(traits, units));
    });
  }
  const places = Int32Array.from({ length: count }, (_, i) => start + i * step);
  return node.b.emit([x], traits, ([tensor]) => tf.gather(first(tensor), tf.tensor1d(places, 'int32'), place));
}

function slice(node: NodeContext): Value[] {
  let x = node.input(0);
  const list = (place: number, name: string): ArrayLike<number> | null => node.known(place)?.data ?? node.ints(name);
  const starts = Array.from(list(1, 'starts') ?? refuse('lacks where it starts'));
  const ends = Array.from(list(2, 'ends') ?? refuse('lacks where it ends'));
  const axes = axesOf(Array.from(list(3, 'axes') ?? starts.map((_, i) => i)), x.shape.length);
  const steps = Array.from(list(4, 'steps') ?? starts.map(() => 1));
  if ([ends, axes, steps].some(({ length }) => length !== starts.length)) refuse('has lists of different lengths');
  axes.forEach((axis, i) => {
    x = part(node, x, partOf(axis, at(x.shape, axis), at(starts, i), at(ends, i), at(steps, i)));
  });
  return [x];
}

/** What a slice takes of an axis of `size`, bounds as in Python. */
function partOf(axis: number, size: number, from: number, to: number, step: number): Part {
  if (step === 0) refuse('has steps of 0');
  const bound = (value: number): number => {
    const counted = value < 0 ? value + size : value;
    return step > 0 ? Math.min(size, Math.max(0, counted)) : Math.min(size - 1, Math.max(-1, counted));
  };
  const [start, end] = [bound(from), bound(to)];
  const count = Math.max(0, Math.ceil((end - start) / step));
  return { axis, start: count === 0 ? 0 : start, step, count };
}

function split(node: NodeContext): Value[] {
  const x = node.input(0);
  const axis = namedAxis(node, 0, x.shape.length);
  const size = at(x.shape, axis);
  const parts = node.node.outputs.length;
  const each = Math.ceil(size / parts);
  const given = node.known(1)?.data ?? node.ints('split');
  const sizes = Array.from(given ?? Array.from({ length: parts }, (_, i) => Math.min(each, size - i * each)));
  if (sizes.length !== parts || sizes.some((n) => n < 0) || sizes.reduce((sum, n) => sum + n, 0) !== size) {
    refuse(`splits ${size} into ${sizes.join(', ')}`);
  }
  let start = 0;
  return sizes.map((count) => {
    const made = part(node, x, { axis, start, step: 1, count });
    start += count;
    return made;
  });
}

function concat(node: NodeContext): Value[] {
  const values = node.inputs.map((_, place) => node.input(place));
  const [one, ...others] = values;
  if (one === undefined) return refuse('joins nothing');
  const rank = one.shape.length;
  const axis = namedAxis(node, 0, rank);
  const fits = ({ shape }: Value): boolean =>
    shape.length === rank && shape.every((n, of) => of === axis || n === one.shape[of]);
  if (!others.every(fits)) refuse('joins values of other sides');
  const total = values.reduce((sum, { shape }) => sum + at(shape, axis), 0);
  const shape = one.shape.map((n, of) => (of === axis ? total : n));
  const arrays = foldable(values);
  if (arrays !== null) return [node.b.constant(joinedArrays(arrays, axis, shape))];
  return [concatenated(node, values, axis)];
}

function concatenated(node: NodeContext, values: readonly Value[], axis: number): Value {
  const [one] = values;
  const total = values.reduce((sum, { shape }) => sum + at(shape, axis), 0);
  const shape = (one?.shape ?? []).map((n, of) => (of === axis ? total : n));
  const batch = sharedBatch(values, shape);
  if (batch === 'apart' || (batch !== null && batch === axis)) {
    const each = values.map((value) => apart(node.b, value));
    return together(node.b, concatenated(node, each, axis + 1));
  }
  const whole = values.map((value) =>
    batch === null || value.batch !== null ? value : forEachUnit(node.b, value, batch),
  );
  const { order } = whole.reduce((most, next) => (sizeOf(next.shape) > sizeOf(most.shape) ? next : most));
  const lying = whole.map((value) => inOrder(node.b, value, order));
  const traits = { shape, batch, order, dtype: one?.dtype ?? 'float' };
  return node.b.emit(lying, traits, (tensors) => tf.concat([...tensors], order.indexOf(axis)));
}

function joinedArrays(arrays: readonly OnnxArray[], axis: number, shape: readonly number[]): OnnxArray {
  requireFolded(shape);
  const before = sizeOf(shape.slice(0, axis));
  const numbers: number[] = [];
  for (let outer = 0; outer < before; outer += 1) {
    for (const array of arrays) {
      const width = sizeOf(array.shape.slice(axis));
      numbers.push(...array.data.subarray(outer * width, (outer + 1) * width));
    }
  }
  return arrayOf(arrays[0]?.dtype ?? 'int', shape, numbers);
}

export const partOperators: Operators = {
  Slice: { describe: 'parts along axes, forwards or backwards', build: slice },
  Split: { describe: 'parts along one axis; sizes by attribute, input or evenly', build: split },
  Concat: { describe: 'values one after the other along an axis', build: concat },
};
