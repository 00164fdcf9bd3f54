import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { broadcastShape } from '../arrays/arrays.js';
import { apart, together } from './apart.js';
import { first, inOrder, plain } from './layout.js';
import { refuse } from './nodeFault.js';
import type { ProgramBuilder } from './programBuilder.js';
import { ownOrder, sizeOf, tensorShape, type Value } from './value.js';

/**
 * A value whose numbers are each computed from the numbers at the same place of others, which are broadcast to one shape. It lies in the
 * order of the largest of them.
 */
export function elementwise(
  b: ProgramBuilder,
  values: readonly Value[],
  compute: (tensors: readonly Tensor[]) => Tensor,
  dtype: Value['dtype'] = 'float',
  mixed = false,
): Value {
  const rank = Math.max(...values.map(({ shape }) => shape.length));
  const raised = values.map((value) => raise(b, value, rank));
  const shape = raised
    .map((value) => value.shape)
    .reduce((all, next) => broadcastShape(all, next) ?? refuse(`cannot join ${shapesOf(values)}`));
  const batch = sharedBatch(raised, shape);
  if (batch === 'apart') {
    const made = elementwise(
      b,
      raised.map((value) => apart(b, value)),
      compute,
      dtype,
      mixed,
    );
    return together(b, made);
  }
  const fitted = batch === null ? raised : raised.map((value) => fitBatch(b, value, batch));
  const { order } = fitted.reduce((most, next) => (weight(next) > weight(most) ? next : most));
  const lying = fitted.map((value) => inOrder(b, value, order));
  return b.emit(lying, { shape, batch, order, dtype, mixed }, compute);
}

const weight = ({ shape, batch }: Value): number => sizeOf(shape) * (batch === null ? 1 : 1000);

function shapesOf(values: readonly Value[]): string {
  return values.map(({ shape }) => `[${shape.join(', ')}]`).join(' and ');
}

/** A value with axes of one number before its own. */
export function raise(b: ProgramBuilder, value: Value, rank: number): Value {
  const more = rank - value.shape.length;
  if (more === 0) return value;
  const traits = {
    shape: [...new Array<number>(more).fill(1), ...value.shape],
    batch: value.batch === null ? null : value.batch + more,
    order: [...ownOrder(more), ...value.order.map((axis) => axis + more)],
    dtype: value.dtype,
  };
  return b.emit([value], traits, ([x], units) => tf.reshape(first(x), tensorShape(traits, units)));
}

/**
 * The axis along which the units of several values stand; null where none depends on images; `apart` where they do not stand along one, or
 * the result has more numbers of each unit along it.
 */
export function sharedBatch(values: readonly Value[], shape: readonly number[]): number | null | 'apart' {
  const batched = values.flatMap(({ batch, shape: own }) => (batch === null ? [] : [{ batch, size: own[batch] }]));
  const [one] = batched;
  if (one === undefined) return null;
  return batched.every(({ batch, size }) => batch === one.batch && size === shape[batch]) ? one.batch : 'apart';
}

/** A value that fits others of `size` numbers of each unit along the axis of the units. */
function fitBatch(b: ProgramBuilder, value: Value, batch: number): Value {
  return value.batch !== null || at(value.shape, batch) === 1 ? value : forEachUnit(b, value, batch);
}

/** A value that is the same for all units, once for each along an axis. */
export function forEachUnit(b: ProgramBuilder, value: Value, batch: number): Value {
  const from = plain(b, value);
  const traits = { shape: from.shape, batch, dtype: from.dtype };
  return b.emit([from], traits, ([x], units) =>
    tf.tile(
      first(x),
      from.shape.map((_, axis) => (axis === batch ? units : 1)),
    ),
  );
}
