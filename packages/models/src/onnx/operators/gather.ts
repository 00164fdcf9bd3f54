import * as tf from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { OnnxArray } from '@bcos-bench/onnx-file';
import { arrayOf, strides } from '../arrays/arrays.js';
import { along, apart, together } from '../values/apart.js';
import { first, plain, reshaped } from '../values/layout.js';
import { foldable, namedAxis, requireFolded, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { ownOrder, sizeOf, tensorShape, type Value } from '../values/value.js';
import type { Operators } from './operator.js';

function gather(node: NodeContext): Value[] {
  const x = node.input(0);
  const axis = namedAxis(node, 0, x.shape.length);
  const indices = node.known(1) ?? refuse('lacks its indices');
  const size = at(x.shape, axis);
  const places = Array.from(indices.data, (index) => placeOf(index, size));
  return [taken(node, x, [axis], indices.shape, places)];
}

/** Each row of the indices names a place along the first axes. */
function gatherNd(node: NodeContext): Value[] {
  const x = node.input(0);
  const indices = node.known(1) ?? refuse('lacks its indices');
  if (node.int('batch_dims', 0) !== 0) refuse('has indices of their own for parts of a value');
  const depth = indices.shape.at(-1) ?? 0;
  if (depth < 1 || depth > x.shape.length) refuse(`reads at ${depth} of ${x.shape.length} axes`);
  const sides = x.shape.slice(0, depth);
  const steps = strides(sides);
  const list = indices.shape.slice(0, -1);
  const places = Array.from({ length: sizeOf(list) }, (_, row) =>
    sides.reduce((place, side, i) => place + placeOf(at(indices.data, row * depth + i), side) * at(steps, i), 0),
  );
  return [taken(node, x, ownOrder(depth), list, places)];
}

/** A place of an axis, which may count from the end. */
function placeOf(index: number, size: number): number {
  const counted = index < 0 ? index + size : index;
  return counted >= 0 && counted < size ? counted : refuse(`reads place ${index} of ${size}`);
}

/** The places of axes, which follow each other, that a list names; they are counted row-major. */
function taken(
  node: NodeContext,
  x: Value,
  axes: readonly number[],
  list: readonly number[],
  places: readonly number[],
): Value {
  const joined = (shape: readonly number[], from: number): number[] => {
    const to = from + axes.length;
    return [...shape.slice(0, from), sizeOf(shape.slice(from, to)), ...shape.slice(to)];
  };
  const [array] = foldable([x]) ?? [];
  if (array !== undefined) {
    const from = at(axes, 0);
    const shape = [...x.shape.slice(0, from), ...list, ...x.shape.slice(from + axes.length)];
    return node.b.constant(gatheredAlong({ ...array, shape: joined(x.shape, from) }, from, places, shape));
  }
  const compute = (value: Value, of: readonly number[]): Value => {
    const flat = reshaped(node.b, value, joined(value.shape, at(of, 0)));
    return gatheredValue(node, flat, at(of, 0), list, places);
  };
  // Axes of one number in all would become one along which units stand.
  const isOne = axes.length > 1 && x.batch !== null && axes.every((axis) => x.shape[axis] === 1);
  if (!isOne) return along(node.b, x, axes, compute);
  const behind = axes.map((axis) => axis + 1);
  return together(node.b, compute(apart(node.b, x), behind));
}

/** The places of an axis that a list names, in the shape of the list. */
function gatheredValue(
  { b }: NodeContext,
  x: Value,
  axis: number,
  list: readonly number[],
  places: readonly number[],
): Value {
  const from = plain(b, x);
  const batch = from.batch === null || from.batch < axis ? from.batch : from.batch + list.length - 1;
  const traits = {
    shape: [...from.shape.slice(0, axis), ...list, ...from.shape.slice(axis + 1)],
    batch,
    dtype: x.dtype,
  };
  const indices = Int32Array.from(places);
  return b.emit([from], traits, ([tensor], units) => {
    const taken = tf.gather(first(tensor), tf.tensor1d(indices, 'int32'), axis);
    return tf.reshape(taken, tensorShape({ ...traits, order: ownOrder(traits.shape.length) }, units));
  });
}

function gatheredAlong(array: OnnxArray, axis: number, places: readonly number[], shape: readonly number[]): OnnxArray {
  requireFolded(shape);
  const [before, after] = [sizeOf(array.shape.slice(0, axis)), sizeOf(array.shape.slice(axis + 1))];
  const size = at(array.shape, axis);
  const numbers: number[] = [];
  for (let outer = 0; outer < before; outer += 1) {
    for (const place of places) {
      for (let inner = 0; inner < after; inner += 1)
        numbers.push(at(array.data, (outer * size + place) * after + inner));
    }
  }
  return arrayOf(array.dtype, shape, numbers);
}

export const gathers: Operators = {
  Gather: { describe: 'places along one axis, which must be constants', build: gather },
  GatherND: { describe: 'places along the first axes, which must be constants', build: gatherNd },
};
