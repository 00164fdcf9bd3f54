import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { Dtype, OnnxArray } from '@bcos-bench/onnx-file';
import { arrayOf, broadcastShape, broadcastTo } from '../arrays/arrays.js';
import { withGradient } from '../../ops/withGradient.js';
import { elementwise } from '../values/elementwise.js';
import { first } from '../values/layout.js';
import { foldable, requireFolded, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import type { Operator, Operators } from './operator.js';
import { cos, erf, exp, log, sin } from '../../ops/wholePackets.js';

/** An operator on numbers, one by one: on those of tensors, and on those of constants. */
interface Arithmetic {
  readonly describe: string;
  /** How many inputs it has; any where it is not said. */
  readonly count?: number;
  readonly tensors: (tensors: readonly Tensor[]) => Tensor;
  readonly numbers?: (values: readonly number[], dtype: Dtype) => number;
  /** What comes out where it is not what goes in. */
  readonly makes?: Dtype;
  /** The types that its inputs must have, where these are not one type. */
  readonly takes?: readonly Dtype[];
}

function operatorOf({ describe, count, tensors, numbers, makes, takes }: Arithmetic): Operator {
  return {
    describe,
    build: ({ b, inputs, input }) => {
      const values = inputs.map((_, place) => input(place));
      if (values.length !== (count ?? Math.max(1, values.length))) refuse(`has ${values.length} inputs`);
      const dtype = makes ?? values.map((value) => value.dtype).find((of) => of !== 'bool') ?? 'bool';
      const arrays = foldable(values);
      if (arrays !== null && numbers !== undefined) return [b.constant(folded(arrays, dtype, numbers))];
      const wrong = values.find((value, i) => (takes?.[i] ?? value.dtype) !== value.dtype);
      if (wrong !== undefined) refuse(`reads ${wrong.dtype} where it takes another type`);
      return [elementwise(b, values, tensors, dtype, takes !== undefined)];
    },
  };
}

/** Arrays joined number by number, as NumPy broadcasts them. */
function folded(arrays: readonly OnnxArray[], dtype: Dtype, numbers: NonNullable<Arithmetic['numbers']>): OnnxArray {
  const shape = arrays
    .map((array) => array.shape)
    .reduce((all, next) => broadcastShape(all, next) ?? refuse('joins constants whose shapes do not fit'));
  requireFolded(shape);
  const [one, ...others] = arrays.map((array) => broadcastTo(array, shape));
  if (one === undefined) return refuse('has no input');
  const values = Array.from(one.data, (value, i) => {
    const all = [value, ...others.map(({ data }) => at(data, i))];
    return numbers(all, arrays[0]?.dtype ?? dtype);
  });
  return arrayOf(dtype, shape, values);
}

const binary = (
  describe: string,
  tensor: (a: Tensor, b: Tensor) => Tensor,
  number: (a: number, b: number, dtype: Dtype) => number,
  makes?: Dtype,
  takes?: readonly Dtype[],
): Operator =>
  operatorOf({
    describe,
    ...(takes === undefined ? {} : { takes }),
    count: 2,
    tensors: ([a, b]) => tensor(first(a), first(b)),
    numbers: (values, dtype) => number(at(values, 0), at(values, 1), dtype),
    ...(makes === undefined ? {} : { makes }),
  });

const unary = (
  describe: string,
  tensor: (x: Tensor) => Tensor,
  number: (x: number, dtype: Dtype) => number,
  makes?: Dtype,
  takes?: readonly Dtype[],
): Operator =>
  operatorOf({
    describe,
    ...(takes === undefined ? {} : { takes }),
    count: 1,
    tensors: ([x]) => tensor(first(x)),
    numbers: (values, dtype) => number(at(values, 0), dtype),
    ...(makes === undefined ? {} : { makes }),
  });

const several = (
  describe: string,
  tensor: (a: Tensor, b: Tensor) => Tensor,
  number: (a: number, b: number) => number,
): Operator =>
  operatorOf({
    describe,
    tensors: (tensors) => tensors.reduce((all, next) => tensor(all, next)),
    numbers: (values) => values.reduce((all, next) => number(all, next)),
  });

const truth = (value: boolean): number => (value ? 1 : 0);

/** Exponents that are products: of LayerNorm and GELU where they are written out. */
const PRODUCTS: ReadonlyMap<number, (x: Tensor) => Tensor> = new Map([
  [1, (x: Tensor): Tensor => x],
  [2, (x: Tensor): Tensor => tf.mul(x, x)],
  [3, (x: Tensor): Tensor => tf.mul(tf.mul(x, x), x)],
  [0.5, (x: Tensor): Tensor => tf.sqrt(x)],
  [-1, (x: Tensor): Tensor => tf.div(1, x)],
  [-0.5, (x: Tensor): Tensor => tf.div(1, tf.sqrt(x))],
]);

const anyPower = binary('a power; squares, cubes and roots as products and roots', tf.pow, (a, b) => a ** b);

const pow: Operator = {
  describe: anyPower.describe,
  build: (node: NodeContext): readonly Value[] => {
    const exponent = node.optional(1)?.known ?? null;
    const product = exponent?.data.length === 1 ? PRODUCTS.get(at(exponent.data, 0)) : undefined;
    if (product === undefined || foldable([node.input(0)]) !== null) return anyPower.build(node);
    return [elementwise(node.b, [node.input(0)], ([x]) => product(first(x)))];
  },
};

/** A comparison: its gradient is 0 everywhere, and tfjs has none. */
const flat =
  (compare: (a: Tensor, b: Tensor) => Tensor) =>
  (a: Tensor, b: Tensor): Tensor =>
    withGradient(
      [a, b],
      () => ({ value: compare(a, b), save: [a, b] as const }),
      (_dy: Tensor, [x, y]) => [tf.zerosLike(x), tf.zerosLike(y)],
    );

export const arithmetic: Operators = {
  Add: binary('a sum', tf.add, (a, b) => a + b),
  Sub: binary('a difference', tf.sub, (a, b) => a - b),
  Mul: binary('a product', tf.mul, (a, b) => a * b),
  Div: binary('a quotient', tf.div, (a, b, dtype) => (dtype === 'int' ? Math.trunc(a / b) : a / b)),
  Mod: binary('a remainder, of constants', tf.mod, (a, b) => (b === 0 ? NaN : a - b * Math.floor(a / b))),
  Pow: pow,
  Sum: several('a sum of several', tf.add, (a, b) => a + b),
  Mean: operatorOf({
    describe: 'a mean of several',
    tensors: (tensors) =>
      tf.div(
        tensors.reduce((all, next) => tf.add(all, next)),
        tensors.length,
      ),
    numbers: (values) => values.reduce((all, next) => all + next) / values.length,
  }),
  Max: several('the largest', tf.maximum, Math.max),
  Min: several('the smallest', tf.minimum, Math.min),
  Neg: unary('the negative', tf.neg, (x) => -x),
  Abs: unary('the absolute value', tf.abs, Math.abs),
  Sign: unary('the sign', tf.sign, Math.sign),
  Reciprocal: unary(
    '1 / x',
    (x) => tf.div(1, x),
    (x) => 1 / x,
  ),
  Sqrt: unary('the square root', tf.sqrt, Math.sqrt),
  Exp: unary('the exponential', exp, Math.exp),
  Log: unary('the logarithm', log, Math.log),
  Erf: operatorOf({ describe: 'the error function', count: 1, tensors: ([x]) => erf(first(x)) }),
  Sin: unary('the sine', sin, Math.sin),
  Cos: unary('the cosine', cos, Math.cos),
  Floor: unary('the next whole number below', tf.floor, Math.floor),
  Ceil: unary('the next whole number above', tf.ceil, Math.ceil),
  Round: unary('the next whole number; halves to the even one', tf.round, roundHalfToEven),
  Not: unary('the contrary', tf.logicalNot, (x) => truth(x === 0), 'bool', ['bool']),
  And: binary('both', tf.logicalAnd, (a, b) => truth(a !== 0 && b !== 0), 'bool', ['bool', 'bool']),
  Or: binary('one of both', tf.logicalOr, (a, b) => truth(a !== 0 || b !== 0), 'bool', ['bool', 'bool']),
  Xor: binary('one of both, not both', tf.logicalXor, (a, b) => truth((a !== 0) !== (b !== 0)), 'bool', [
    'bool',
    'bool',
  ]),
  Equal: binary('whether equal', flat(tf.equal), (a, b) => truth(a === b), 'bool'),
  Greater: binary('whether greater', flat(tf.greater), (a, b) => truth(a > b), 'bool'),
  GreaterOrEqual: binary('whether greater or equal', flat(tf.greaterEqual), (a, b) => truth(a >= b), 'bool'),
  Less: binary('whether less', flat(tf.less), (a, b) => truth(a < b), 'bool'),
  LessOrEqual: binary('whether less or equal', flat(tf.lessEqual), (a, b) => truth(a <= b), 'bool'),
  Where: operatorOf({
    describe: 'one of two numbers, by a condition',
    count: 3,
    tensors: ([condition, yes, no]) => chosen(first(condition), first(yes), first(no)),
    numbers: (values) => at(values, at(values, 0) === 0 ? 2 : 1),
    takes: ['bool', 'float', 'float'],
  }),
};

/** tfjs's own `where` does not broadcast its gradient. */
function chosen(condition: Tensor, yes: Tensor, no: Tensor): Tensor {
  const shape = [condition, yes, no]
    .map((tensor) => tensor.shape)
    .reduce((all, next) => tf.broadcast_util.assertAndGetBroadcastShape(all, next));
  const whole = (tensor: Tensor): Tensor =>
    tensor.shape.join() === shape.join() ? tensor : tf.broadcastTo(tensor, shape);
  return tf.where(whole(condition), whole(yes), whole(no));
}

function roundHalfToEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}
