import * as tf from '@tensorflow/tfjs-core';
import { first, plain } from './layout.js';
import { refuse } from './nodeFault.js';
import type { ProgramBuilder } from './programBuilder.js';
import { ownOrder, sizeOf, tensorShape, type Value } from './value.js';

/** A value with an axis before its own along which units stand: no operator touches that one. */
export function apart(b: ProgramBuilder, value: Value): Value {
  const from = plain(b, value);
  const { shape, batch, dtype } = from;
  const traits = { shape: [1, ...shape], batch: batch === null ? null : 0, dtype };
  const target = (units: number): number[] => tensorShape({ ...traits, order: ownOrder(shape.length + 1) }, units);
  if (batch === null || sizeOf(shape.slice(0, batch)) === 1) {
    return b.emit([from], traits, ([x], units) => tf.reshape(first(x), target(units)));
  }
  const before = sizeOf(shape.slice(0, batch));
  const after = sizeOf(shape.slice(batch));
  return b.emit([from], traits, ([x], units) =>
    tf.reshape(tf.transpose(tf.reshape(first(x), [before, units, after]), [1, 0, 2]), target(units)),
  );
}

/** A value without the axis that `apart` gave it: units stand along the first axis that it has. */
export function together(b: ProgramBuilder, value: Value): Value {
  const from = plain(b, value);
  const shape = from.shape.slice(1);
  if (from.batch !== null && shape.length === 0) return refuse('leaves one number of each image');
  const traits = { shape, batch: from.batch, dtype: from.dtype };
  return b.emit([from], traits, ([x], units) =>
    tf.reshape(first(x), tensorShape({ ...traits, order: ownOrder(shape.length) }, units)),
  );
}

/** What an operator makes of a value along an axis, also if units stand along it. */
export function along(
  b: ProgramBuilder,
  value: Value,
  axes: readonly number[],
  compute: (value: Value, axes: readonly number[]) => Value,
): Value {
  if (value.batch === null || !axes.includes(value.batch)) return compute(value, axes);
  return together(
    b,
    compute(
      apart(b, value),
      axes.map((axis) => axis + 1),
    ),
  );
}
