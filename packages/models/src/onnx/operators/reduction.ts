import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { OnnxArray } from '@bcos-bench/onnx-file';
import { arrayOf, strides } from '../arrays/arrays.js';
import { along } from '../values/apart.js';
import { first, reshaped } from '../values/layout.js';
import { axesOf, foldable, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { ProgramBuilder } from '../values/programBuilder.js';
import { ownOrder, sizeOf, type Value } from '../values/value.js';
import type { Operator, Operators } from './operator.js';
import { inTurn, meanOver, sumOver } from '../../ops/inTurn.js';
import { exp, log } from '../../ops/wholePackets.js';

/** A value whose numbers along `axes` are brought to one. */
export function reducedOver(
  b: ProgramBuilder,
  value: Value,
  axes: readonly number[],
  keep: boolean,
  reduce: (x: Tensor, places: readonly number[]) => Tensor,
): Value {
  return along(b, value, axes, (x, of) => reducedAlong(b, x, of, keep, reduce));
}

function reducedAlong(
  b: ProgramBuilder,
  x: Value,
  axes: readonly number[],
  keep: boolean,
  reduce: (x: Tensor, places: readonly number[]) => Tensor,
): Value {
  const places = axes.map((axis) => x.order.indexOf(axis));
  const shape = x.shape.map((n, axis) => (axes.includes(axis) ? 1 : n));
  const kept = b.emit([x], { ...x, shape }, ([tensor]) => reduce(first(tensor), places));
  if (keep) return kept;
  return reshaped(
    b,
    kept,
    shape.filter((_, axis) => !axes.includes(axis)),
  );
}

/** The mean over axes. */
export function averagedOver(b: ProgramBuilder, x: Value, axes: readonly number[], keep: boolean): Value {
  return reducedOver(b, x, axes, keep, (tensor, places) => inTurn(tensor, places, meanOver));
}

/** The axes of a reduction: an attribute, or an input in later opsets; all where none is named. */
function reducedAxes(node: NodeContext, rank: number): number[] {
  const asked = node.ints('axes') ?? node.known(1)?.data ?? [];
  if (asked.length === 0) return node.int('noop_with_empty_axes', 0) === 0 ? ownOrder(rank) : [];
  return axesOf(asked, rank);
}

interface Reduction {
  readonly describe: string;
  readonly tensors: (x: Tensor, places: readonly number[]) => Tensor;
  /** Of constants. */
  readonly numbers?: (values: readonly number[]) => number;
}

function reduction({ describe, tensors, numbers }: Reduction): Operator {
  return {
    describe,
    build: (node) => {
      const x = node.input(0);
      const axes = reducedAxes(node, x.shape.length);
      const keep = node.int('keepdims', 1) !== 0;
      const [array] = foldable([x]) ?? [];
      if (array !== undefined && numbers !== undefined)
        return [node.b.constant(foldedOver(array, axes, keep, numbers))];
      return [reducedOver(node.b, x, axes, keep, tensors)];
    },
  };
}

function foldedOver(
  { dtype, shape, data }: OnnxArray,
  axes: readonly number[],
  keep: boolean,
  numbers: (values: readonly number[]) => number,
): OnnxArray {
  const kept = shape.map((n, axis) => (axes.includes(axis) ? 1 : n));
  const step = strides(kept).map((of, axis) => (axes.includes(axis) ? 0 : of));
  const own = strides(shape);
  const groups = Array.from({ length: sizeOf(kept) }, (): number[] => []);
  data.forEach((value, place) => {
    const group = own.reduce((sum, of, axis) => sum + (Math.floor(place / of) % at(shape, axis)) * at(step, axis), 0);
    at(groups, group).push(value);
  });
  return arrayOf(dtype, keep ? kept : shape.filter((_, axis) => !axes.includes(axis)), groups.map(numbers));
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const summed = (x: Tensor, places: readonly number[]): Tensor => inTurn(x, places, sumOver);

export const reductions: Operators = {
  ReduceMean: reduction({
    describe: 'the mean over axes',
    tensors: (x, places) => inTurn(x, places, meanOver),
    numbers: (values) => total(values) / values.length,
  }),
  ReduceSum: reduction({ describe: 'the sum over axes', tensors: summed, numbers: total }),
  ReduceMax: reduction({
    describe: 'the largest over axes',
    tensors: (x, places) => tf.max(x, [...places], true),
    numbers: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  }),
  ReduceMin: reduction({
    describe: 'the smallest over axes',
    tensors: (x, places) => tf.min(x, [...places], true),
    numbers: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  }),
  ReduceProd: reduction({
    describe: 'the product over axes, of constants',
    tensors: () => refuse('is a product of what depends on the images'),
    numbers: (values) => values.reduce((product, value) => product * value, 1),
  }),
  ReduceSumSquare: reduction({
    describe: 'the sum of squares over axes',
    tensors: (x, places) => summed(tf.mul(x, x), places),
  }),
  ReduceL2: reduction({
    describe: 'the l2 norm over axes',
    tensors: (x, places) => tf.sqrt(summed(tf.mul(x, x), places)),
  }),
  ReduceL1: reduction({ describe: 'the l1 norm over axes', tensors: (x, places) => summed(tf.abs(x), places) }),
  ReduceLogSumExp: reduction({
    describe: 'the logarithm of the sum of exponentials over axes',
    tensors: (x, places) => {
      const most = tf.max(x, [...places], true);
      const sum = summed(exp(tf.sub(x, most)), places);
      return tf.add(log(sum), most);
    },
  }),
};
