import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { averagePool } from './averagePool.js';

onTensorFlow();

it('averages every window, channel by channel', () => {
  const x = tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);
  expect([...averagePool(x, { kernel: 2, stride: 2, padding: 0 }).dataSync()]).toEqual([2.5, 25]);
});

it('counts the padded zeros', () => {
  const pooled = averagePool(tf.fill([1, 4, 4, 1], 9), { kernel: 3, stride: 2, padding: 1 });
  expect(pooled.shape).toEqual([1, 2, 2, 1]);
  [4, 6, 6, 9].forEach((wanted, i) => expect(pooled.dataSync()[i]).toBeCloseTo(wanted, 5));
});

it('leaves out a window that does not fit', () => {
  const pooled = averagePool(seededTensor<tf.Rank.R4>('x', [1, 5, 7, 1]), { kernel: 2, stride: 2, padding: 0 });
  expect(pooled.shape).toEqual([1, 2, 3, 1]);
});

it('has the gradient of central differences', () => {
  const pool = (x: Tensor4D): Tensor4D => averagePool(x, { kernel: 3, stride: 2, padding: 1 });
  expect(gradientError(pool, seededTensor<tf.Rank.R4>('x', [1, 5, 4, 2]))).toBeLessThan(3e-3);
});
