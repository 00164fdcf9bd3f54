import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { rowProducts } from '../../ops/rowProducts.js';
import { broadcastShape } from '../arrays/arrays.js';
import { elementwise, raise, sharedBatch } from '../values/elementwise.js';
import { along, apart, together } from '../values/apart.js';
import { first, plain, reshaped, transposed } from '../values/layout.js';
import { refuse } from '../values/nodeFault.js';
import type { ProgramBuilder } from '../values/programBuilder.js';
import { ownOrder, same, sizeOf, tensorShape, type Value } from '../values/value.js';

/** The product of matrices, or of stacks of them, as NumPy's `matmul`. */
export function product(b: ProgramBuilder, left: Value, right: Value): Value {
  if (left.shape.length === 0 || right.shape.length === 0) refuse('multiplies a single number');
  if (left.shape.length === 1 || right.shape.length === 1) return vectorProduct(b, left, right);
  if (left.shape.at(-1) !== right.shape.at(-2)) refuse(`multiplies ${shapes(left, right)}`);
  return isMatrix(right) ? rowsTimes(b, left, right) : stackProduct(b, left, right);
}

/** A side of a value, counted from the last. */
const fromEnd = ({ shape }: Value, place: number): number => at(shape, shape.length - place);

const shapes = (...values: readonly Value[]): string =>
  values.map(({ shape }) => `[${shape.join(', ')}]`).join(' and ');

const isMatrix = ({ shape, batch }: Value): boolean => batch === null && sizeOf(shape.slice(0, -2)) === 1;

/** A vector is a row on the left and a column on the right, and that axis is gone from the result. */
function vectorProduct(b: ProgramBuilder, left: Value, right: Value): Value {
  const isRow = left.shape.length === 1;
  const isColumn = right.shape.length === 1;
  const rows = isRow ? raise(b, left, 2) : left;
  const columns = isColumn ? reshaped(b, right, [...right.shape, 1]) : right;
  const result = product(b, rows, columns);
  const shape = result.shape.filter((_, axis) => {
    const fromEnd = result.shape.length - axis;
    return !(isColumn && fromEnd === 1) && !(isRow && fromEnd === 2);
  });
  return reshaped(b, result, shape);
}

/** All rows of `left`, wherever they lie, times one matrix [K, M]: a single product. */
function rowsTimes(b: ProgramBuilder, left: Value, right: Value): Value {
  const last = left.shape.length - 1;
  if (left.batch === last) return along(b, left, [last], (value) => rowsTimes(b, value, right));
  const from = left.order.at(-1) === last ? left : plain(b, left);
  const [inputs, outputs] = [at(from.shape, last), fromEnd(right, 1)];
  const raised = right.shape.length > from.shape.length;
  const shape = [...from.shape.slice(0, -1), outputs];
  const traits = { shape, batch: from.batch, order: from.order };
  const isTransposed = same(lastTwo(right), [1, 0]);
  const result = b.emit([from, right], traits, ([rows, matrix], units) => {
    const flat = tf.reshape<tf.Rank.R2>(first(rows), [-1, inputs]);
    const square = tf.reshape<tf.Rank.R2>(first(matrix), isTransposed ? [outputs, inputs] : [inputs, outputs]);
    const products = rowProducts(flat, square, isTransposed);
    return tf.reshape(products, tensorShape(traits, units));
  });
  return raised ? raise(b, result, right.shape.length) : result;
}

/** How the last two axes of a matrix lie: [0, 1] row by row, [1, 0] column by column. */
function lastTwo({ shape, order }: Value): number[] {
  const rank = shape.length;
  return order.filter((axis) => axis >= rank - 2).map((axis) => axis - rank + 2);
}

/** A product for each matrix of two stacks. */
function stackProduct(b: ProgramBuilder, left: Value, right: Value): Value {
  const rank = Math.max(left.shape.length, right.shape.length);
  const [a, c] = [raise(b, left, rank), raise(b, right, rank)];
  const stack =
    broadcastShape(a.shape.slice(0, -2), c.shape.slice(0, -2)) ?? refuse(`multiplies ${shapes(left, right)}`);
  const batch = sharedBatch([a, c], [...stack, 0, 0]);
  if (batch === 'apart') return together(b, stackProduct(b, apart(b, a), apart(b, c)));
  const [rows, inner, columns] = [fromEnd(a, 2), fromEnd(a, 1), fromEnd(c, 1)];
  const ones = { shape: [...stack, 1, 1], batch, dtype: 'float' } as const;
  const whole = (value: Value): Value => stackedAs(b, value, ones);
  const [l, r] = [whole(a), whole(c)].map((value) => asStack(b, value));
  if (l === undefined || r === undefined) return refuse('lacks a matrix');
  const traits = { shape: [...stack, rows, columns], batch };
  return b.emit([l.value, r.value], traits, ([x, y], units) => {
    const flat = (tensor: Tensor | undefined, height: number, width: number, turned: boolean): Tensor3D =>
      tf.reshape(first(tensor), [-1, ...(turned ? [width, height] : [height, width])] as [number, number, number]);
    const made = tf.matMul<Tensor3D>(
      flat(x, rows, inner, l.turned),
      flat(y, inner, columns, r.turned),
      l.turned,
      r.turned,
    );
    return tf.reshape(made, tensorShape({ ...traits, order: ownOrder(rank) }, units));
  });
}

/** A stack of matrices repeated to the stack that both factors have. */
function stackedAs(b: ProgramBuilder, value: Value, ones: Pick<Value, 'shape' | 'batch' | 'dtype'>): Value {
  const isWhole = same(value.shape.slice(0, -2), ones.shape.slice(0, -2)) && value.batch === ones.batch;
  if (isWhole) return value;
  const one = b.emit([], ones, (_tensors, units) =>
    tf.ones(tensorShape({ ...ones, order: ownOrder(ones.shape.length) }, units)),
  );
  return elementwise(b, [one, plain(b, value)], ([x, y]) => tf.mul(first(x), first(y)));
}

/** A stack in the order of its axes, or with the last two the other way round, which a product can read as well. */
function asStack(b: ProgramBuilder, value: Value): { readonly value: Value; readonly turned: boolean } {
  const rank = value.shape.length;
  const turned = [...ownOrder(rank - 2), rank - 1, rank - 2];
  return same(value.order, turned) ? { value, turned: true } : { value: plain(b, value), turned: false };
}

/** A matrix with its axes exchanged. */
export function exchanged(b: ProgramBuilder, value: Value): Value {
  return transposed(b, value, [1, 0]);
}
