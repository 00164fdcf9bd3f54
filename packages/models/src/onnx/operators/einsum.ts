import { reshaped, transposed } from '../values/layout.js';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { sizeOf, type Value } from '../values/value.js';
import { product } from './product.js';
import { inTurn, sumOver } from '../../ops/inTurn.js';
import { reducedOver } from './reduction.js';

/** A value with a letter for each axis. */
interface Lettered {
  readonly value: Value;
  readonly letters: string;
}

/**
 * `Einsum` of one or two values: axes that the result lacks are summed, axes that both have and the result has are a stack of matrices,
 * and one product of matrices does the rest.
 */
export function einsum(node: NodeContext): Value[] {
  const equation = node.text('equation', '').replace(/\s/g, '');
  const [left, written] = [equation.replace(/->.*/, ''), equation.split('->')[1]];
  const terms = left.split(',');
  if (
    !/^[a-zA-Z]*(,[a-zA-Z]*)*(->[a-zA-Z]*)?$/.test(equation) ||
    terms.length > 2 ||
    terms.length !== node.inputs.length
  ) {
    refuse(`has the equation '${equation.slice(0, 80)}'`);
  }
  const result = written ?? lettersOnce(left.replace(',', ''));
  const operands = terms.map((letters, i) => lettered(node.input(i), letters));
  const [first, second] = operands.map((operand, i) => {
    const others = operands.flatMap((other, j) => (i === j ? [] : [other.letters])).join('') + result;
    return summed(node, operand, others);
  });
  if (first === undefined) return refuse('has no input');
  const made = second === undefined ? first : joined(node, first, second, result);
  return [arranged(node, made, result)];
}

/** The letters that stand once, in the order of the alphabet: what an equation without a result means. */
function lettersOnce(letters: string): string {
  return letters
    .split('')
    .filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter))
    .sort()
    .join('');
}

function lettered(value: Value, letters: string): Lettered {
  if (letters.length !== value.shape.length || new Set(letters).size !== letters.length) {
    refuse(`calls the axes of [${value.shape.join(', ')}] '${letters}'`);
  }
  return { value, letters };
}

/** A value summed over the axes that nothing else has. */
function summed({ b }: NodeContext, { value, letters }: Lettered, others: string): Lettered {
  const axes = letters.split('').flatMap((letter, axis) => (others.includes(letter) ? [] : [axis]));
  if (axes.length === 0) return { value, letters };
  const left = letters
    .split('')
    .filter((_, axis) => !axes.includes(axis))
    .join('');
  return { value: reducedOver(b, value, axes, false, (x, places) => inTurn(x, places, sumOver)), letters: left };
}

function joined(node: NodeContext, one: Lettered, other: Lettered, result: string): Lettered {
  const shared = one.letters.split('').filter((letter) => other.letters.includes(letter));
  const stack = shared.filter((letter) => result.includes(letter));
  const inner = shared.filter((letter) => !result.includes(letter));
  const ownOf = ({ letters }: Lettered): string[] => letters.split('').filter((letter) => !shared.includes(letter));
  const [rows, columns] = [ownOf(one), ownOf(other)];
  const left = matrixOf(node, one, stack, rows, inner);
  const right = matrixOf(node, other, stack, inner, columns);
  const made = product(node.b, left, right);
  const sizes = [...stack, ...rows, ...columns].map((letter) => sizeIn(letter, one) ?? sizeIn(letter, other) ?? 1);
  return { value: reshaped(node.b, made, sizes), letters: [...stack, ...rows, ...columns].join('') };
}

const sizeIn = (letter: string, { value, letters }: Lettered): number | undefined =>
  value.shape[letters.indexOf(letter)];

/** A value as a stack of matrices: the axes of the stack, those that become rows, those that become columns. */
function matrixOf(
  node: NodeContext,
  operand: Lettered,
  stack: readonly string[],
  rows: readonly string[],
  columns: readonly string[],
): Value {
  const { value } = arrangedAs(node, operand, [...stack, ...rows, ...columns]);
  const size = (letters: readonly string[]): number => sizeOf(letters.map((letter) => sizeIn(letter, operand) ?? 1));
  return reshaped(node.b, value, [...stack.map((letter) => size([letter])), size(rows), size(columns)]);
}

function arrangedAs({ b }: NodeContext, { value, letters }: Lettered, order: readonly string[]): Lettered {
  const permutation = order.map((letter) => letters.indexOf(letter));
  return { value: transposed(b, value, permutation), letters: order.join('') };
}

function arranged(node: NodeContext, made: Lettered, result: string): Value {
  if (result.split('').some((letter) => !made.letters.includes(letter))) refuse(`makes an axis '${result}' of nothing`);
  return arrangedAs(node, made, result.split('')).value;
}
