import * as tf from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { refuse } from './nodeFault.js';
import type { ProgramBuilder } from './programBuilder.js';
import { ownOrder, same, sizeOf, tensorShape, type Value } from './value.js';

/** The order of images whose channels come last, as TensorFlow wants them. */
export const CHANNELS_LAST = [0, 2, 3, 1];

/** The axes of a tensor's order that hold more than one number. */
function wideAxes({ shape, batch }: Pick<Value, 'shape' | 'batch'>, order: readonly number[]): number[] {
  return order.filter((axis) => shape[axis] !== 1 || axis === batch);
}

/** A value with its tensor in another order. It costs nothing where only axes of one number change their places. */
export function inOrder(b: ProgramBuilder, value: Value, order: readonly number[]): Value {
  if (same(value.order, order)) return value;
  const traits = { ...value, order };
  const shape = (units: number): number[] => tensorShape(traits, units);
  if (same(wideAxes(value, value.order), wideAxes(value, order))) {
    return b.emit([value], traits, ([x], units) => tf.reshape(first(x), shape(units)));
  }
  const permutation = order.map((axis) => value.order.indexOf(axis));
  return b.emit([value], traits, ([x]) => tf.transpose(first(x), permutation));
}

/** A value with its tensor in the order of its axes. */
export function plain(b: ProgramBuilder, value: Value): Value {
  return inOrder(b, value, ownOrder(value.shape.length));
}

/** A value with its axes in another order: axis i is what was axis `permutation[i]`. Its tensor stays as it lies. */
export function transposed(b: ProgramBuilder, value: Value, permutation: readonly number[]): Value {
  return b.view(value, {
    shape: permutation.map((axis) => at(value.shape, axis)),
    batch: value.batch === null ? null : permutation.indexOf(value.batch),
    order: value.order.map((axis) => permutation.indexOf(axis)),
  });
}

/**
 * A value in another shape of as many numbers, as row-major order has it. The tensor keeps its order where each axis, or the axes that
 * become one or come of one, lie side by side in it.
 */
export function reshaped(b: ProgramBuilder, value: Value, shape: readonly number[]): Value {
  if (same(value.shape, shape)) return value;
  const batch = value.batch === null ? null : batchAfter(value, value.batch, shape);
  if (value.batch !== null && batch === null) return reshapedApart(b, value, value.batch, shape);
  const order = orderAfter(value, { shape, batch });
  const from = order === null ? plain(b, value) : value;
  const traits = { shape, batch, dtype: value.dtype, order: order ?? ownOrder(shape.length) };
  return b.emit([from], traits, ([x], units) => tf.reshape(first(x), tensorShape(traits, units)));
}

/** The axis along which units stand after a change of shape: the first with as many numbers before it; null where there is none. */
function batchAfter({ shape }: Value, batch: number, target: readonly number[]): number | null {
  const before = sizeOf(shape.slice(0, batch));
  const found = target.findIndex((_, axis) => sizeOf(target.slice(0, axis)) === before);
  return found < 0 ? null : found;
}

/** Units are put before all axes, where each may take another shape by itself. */
function reshapedApart(b: ProgramBuilder, value: Value, batch: number, shape: readonly number[]): Value {
  if (shape.length === 0) return refuse('leaves one number of each image');
  const from = plain(b, value);
  const [before, after] = [sizeOf(from.shape.slice(0, batch)), sizeOf(from.shape.slice(batch))];
  const traits = { shape, batch: 0, dtype: value.dtype };
  return b.emit([from], traits, ([x], units) => {
    const unitsFirst = tf.transpose(tf.reshape(first(x), [before, units, after]), [1, 0, 2]);
    return tf.reshape(unitsFirst, tensorShape({ ...traits, order: ownOrder(shape.length) }, units));
  });
}

/** The order in which a tensor lies after a change of shape that moves no number; null where it has to be moved. */
function orderAfter(value: Value, after: Pick<Value, 'shape' | 'batch'>): number[] | null {
  const lies = wideAxes(value, value.order);
  const blocks = matchingBlocks(value, after);
  if (blocks === null) return null;
  const result: number[] = [];
  for (let place = 0; place < lies.length;) {
    const block = blocks.find(({ from }) => from[0] === lies[place]);
    if (block === undefined || !same(block.from, lies.slice(place, place + block.from.length))) return null;
    result.push(...block.to);
    place += block.from.length;
  }
  // Axes of one number stand behind the axis before them.
  for (const axis of ownOrder(after.shape.length)) {
    if (!result.includes(axis)) result.splice(result.indexOf(axis - 1) + 1, 0, axis);
  }
  return result;
}

interface Block {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Groups of axes before and after a change of shape that hold the same numbers, as few axes in each as can be. */
function matchingBlocks(before: Value, after: Pick<Value, 'shape' | 'batch'>): Block[] | null {
  const [from, to] = [before, after].map((value) => wideAxes(value, ownOrder(value.shape.length)));
  if (from === undefined || to === undefined) return null;
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const block = { from: from.slice(i, i + 1), to: to.slice(j, j + 1) };
    let [left, right] = [extent(before, block.from), extent(after, block.to)];
    while (left.size !== right.size || left.batched !== right.batched) {
      const isLeftShort = left.size < right.size || (left.size === right.size && !left.batched);
      if (isLeftShort && i + block.from.length < from.length) block.from.push(at(from, i + block.from.length));
      else if (j + block.to.length < to.length) block.to.push(at(to, j + block.to.length));
      else if (i + block.from.length < from.length) block.from.push(at(from, i + block.from.length));
      else return null;
      [left, right] = [extent(before, block.from), extent(after, block.to)];
    }
    if (block.from.length === 0 || block.to.length === 0) return null;
    blocks.push(block);
    i += block.from.length;
    j += block.to.length;
  }
  return blocks;
}

function extent(
  { shape, batch }: Pick<Value, 'shape' | 'batch'>,
  axes: readonly number[],
): { readonly size: number; readonly batched: boolean } {
  return { size: sizeOf(axes.map((axis) => at(shape, axis))), batched: batch !== null && axes.includes(batch) };
}

/** The only tensor of a step that has one. */
export function first<T>(tensor: T | undefined): T {
  if (tensor === undefined) throw new RangeError('a step lacks a tensor');
  return tensor;
}
