import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { rowProducts } from './rowProducts.js';

onTensorFlow();

type Product = (rows: Tensor2D, matrix: Tensor2D) => Tensor2D;

describe('the products of rows', () => {
  const rows = seededTensor<tf.Rank.R2>('rows', [7, 768]);
  const matrix = seededTensor<tf.Rank.R2>('matrix', [768, 10]);

  it("are those of TensorFlow's product of matrices, and so are their gradients", () => {
    const dy = seededTensor<tf.Rank.R2>('dy', [7, 10]);
    const ofRows = (product: Product): tf.Tensor => tf.valueAndGrad((a: Tensor2D) => product(a, matrix))(rows, dy).grad;
    const ofMatrix = (product: Product): tf.Tensor =>
      tf.valueAndGrad((a: Tensor2D) => product(rows, a))(matrix, dy).grad;
    const theirs = (a: Tensor2D, b: Tensor2D): Tensor2D => tf.matMul(a, b);
    expect(tensorError(rowProducts(rows, matrix), theirs(rows, matrix))).toBeLessThan(2e-6);
    expect(tensorError(ofRows(rowProducts), ofRows(theirs))).toBeLessThan(2e-6);
    expect(tensorError(ofMatrix(rowProducts), ofMatrix(theirs))).toBeLessThan(2e-6);
  });

  it('have the same bits alone and together', () => {
    const together = rowProducts(rows, matrix);
    for (let row = 0; row < 7; row += 1) {
      const alone = rowProducts(tf.slice(rows, [row, 0], [1, -1]), matrix);
      expect(alone.dataSync()).toEqual(tf.slice(together, [row, 0], [1, -1]).dataSync());
    }
  });
});
