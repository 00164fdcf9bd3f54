import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { only } from '@bcos-bench/vocabulary';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { BATCH_NORM_EPSILON, batchMoments, normaliseBy, normaliseByBatch } from './batchNorm.js';

onTensorFlow();

const input = (): Tensor4D => seededTensor<tf.Rank.R4>('x', [3, 2, 2, 3], -1, 2);
const vector = (name: string): Tensor1D => seededTensor<tf.Rank.R1>(name, [3], 0.5, 1.5);

const unobserved = (): void => undefined;

describe('BatchNorm by the batch', () => {
  it('gives every channel mean 0 and variance 1 before weight and bias', () => {
    const y = normaliseByBatch(input(), tf.ones([3]), tf.zeros([3]), unobserved);
    const { mean, variance } = batchMoments(y);
    expect(tf.max(tf.abs(mean)).dataSync()[0]).toBeLessThan(1e-6);
    variance.dataSync().forEach((value) => expect(value).toBeCloseTo(1, 3));
  });

  it("is BatchNorm by given statistics where these are the batch's own", () => {
    const x = input();
    const { mean, variance } = batchMoments(x);
    const given = normaliseBy(x, mean, variance, vector('weight'), vector('bias'));
    expect(tensorError(normaliseByBatch(x, vector('weight'), vector('bias'), unobserved), given)).toBeLessThan(1e-6);
  });

  it("tells the batch's mean and unbiased variance", () => {
    const seen: number[] = [];
    normaliseByBatch(tf.tensor4d([1, 2, 3, 6], [2, 1, 2, 1]), tf.ones([1]), tf.zeros([1]), (mean, variance) => {
      seen.push(only(mean.dataSync()), only(variance.dataSync()));
    });
    expect(seen[0]).toBeCloseTo(3, 6);
    expect(seen[1]).toBeCloseTo(14 / 3, 5);
  });

  it('has the gradients of central differences, statistics included', () => {
    const [x, weight, bias] = [input(), vector('weight'), vector('bias')];
    expect(gradientError((moved: Tensor4D) => normaliseByBatch(moved, weight, bias, unobserved), x)).toBeLessThan(2e-3);
    expect(gradientError((moved: Tensor1D) => normaliseByBatch(x, moved, bias, unobserved), weight)).toBeLessThan(1e-3);
    expect(gradientError((moved: Tensor1D) => normaliseByBatch(x, weight, moved, unobserved), bias)).toBeLessThan(1e-3);
  });
});

it('normalises by given statistics as the formula says', () => {
  const [mean, variance, weight, bias] = [tf.tensor1d([2]), tf.tensor1d([4]), tf.tensor1d([3]), tf.tensor1d([0.5])];
  const y = normaliseBy(tf.fill([1, 1, 1, 1], 5), mean, variance, weight, bias);
  expect(y.dataSync()[0]).toBeCloseTo(((5 - 2) / Math.sqrt(4 + BATCH_NORM_EPSILON)) * 3 + 0.5, 5);
});

it('takes the biased variance', () => {
  const { mean, variance } = batchMoments(tf.tensor4d([1, 2, 3, 6], [2, 1, 2, 1]));
  expect([mean.dataSync()[0], variance.dataSync()[0]]).toEqual([3, 3.5]);
});
