import type { ParameterSpec } from '@bcos-bench/models';
import { expect, it } from 'vitest';
import { describeMismatch, mismatchOf, sizeOfMismatch } from './mismatch.js';

const spec = (name: string, shape: readonly number[]): ParameterSpec => ({
  name,
  shape,
  role: 'vector',
  start: 'zeros',
});
const parameters = [spec('a', [2]), spec('b', [3]), spec('c', [4, 4]), spec('d', [1])];

it('finds nothing where names and shapes are the same, in any order', () => {
  const shapes = new Map(parameters.map(({ name, shape }) => [name, shape] as const).reverse());
  expect(sizeOfMismatch(mismatchOf(parameters, shapes))).toBe(0);
});

it('names all that is missing, unexpected and misshapen', () => {
  const shapes = new Map([
    ['a', [2]],
    ['c', [4, 5]],
    ['x', [1]],
    ['y', [1]],
  ]);
  const mismatch = mismatchOf(parameters, shapes);
  expect(sizeOfMismatch(mismatch)).toBe(5);
  expect(describeMismatch(mismatch)).toBe(
    '2 missing (b, d); 2 unexpected (x, y); 1 misshapen (c is [4, 5], not [4, 4])',
  );
});
