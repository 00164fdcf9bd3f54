import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { rowProducts } from './rowProducts.js';

onTensorFlow();

type Product = (rows: Tensor2D, matrix: Tensor2D) => Tensor2D;

/** A matrix that is convolved with, and one that is too large for that. */
const matrices: readonly (readonly [string, number, number])[] = [
  ['a small matrix', 768, 10],
  ['a large matrix', 4099, 2051],
];

/** 31 rows, a matrix, and the slope of each product. */
function factors(inputs: number, outputs: number): { rows: Tensor2D; matrix: Tensor2D; dy: Tensor2D } {
  return {
    rows: seededTensor<tf.Rank.R2>('rows', [31, inputs]),
    matrix: seededTensor<tf.Rank.R2>('matrix', [inputs, outputs]),
    dy: seededTensor<tf.Rank.R2>('dy', [31, outputs]),
  };
}

const gradient = (product: (x: Tensor2D) => Tensor2D, x: Tensor2D, dy: Tensor2D): Tensor2D =>
  tf.valueAndGrad(product)(x, dy).grad;

describe.each(matrices)('the products of rows and %s', (_, inputs, outputs) => {
  it("are those of TensorFlow's product of matrices, and so are their gradients", () => {
    const { rows, matrix, dy } = factors(inputs, outputs);
    const results = (product: Product): Tensor2D[] => [
      product(rows, matrix),
      gradient((x) => product(x, matrix), rows, dy),
      gradient((x) => product(rows, x), matrix, dy),
    ];
    const theirs = results((a, b) => tf.matMul(a, b));
    const errors = results(rowProducts).map((tensor, i) => tensorError(tensor, at(theirs, i)));
    expect(Math.max(...errors)).toBeLessThan(2e-6);
  });

  it('have the same bits alone and together, and so have their gradients', () => {
    const { rows, matrix, dy } = factors(inputs, outputs);
    const together = rowProducts(rows, matrix);
    const gradients = gradient((x) => rowProducts(x, matrix), rows, dy);
    for (const row of [0, 7, 15, 23, 24, 30]) {
      const only = (whole: Tensor2D): Tensor2D => tf.slice(whole, [row, 0], [1, -1]);
      expect(rowProducts(only(rows), matrix).dataSync()).toEqual(only(together).dataSync());
      const own = gradient((x) => rowProducts(x, matrix), only(rows), only(dy));
      expect(own.dataSync()).toEqual(only(gradients).dataSync());
    }
  });

  it('are the same of the matrix that is turned', () => {
    const { rows, matrix } = factors(inputs, outputs);
    const turned = rowProducts(rows, tf.transpose(matrix), true);
    expect(tensorError(turned, rowProducts(rows, matrix))).toBeLessThan(2e-6);
  });
});
