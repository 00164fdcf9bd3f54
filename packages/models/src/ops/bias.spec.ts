import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { addBias } from './bias.js';

onTensorFlow();

const x = (): Tensor4D => seededTensor<tf.Rank.R4>('x', [2, 3, 2, 4]);
const bias = (): Tensor1D => seededTensor<tf.Rank.R1>('bias', [4]);

it('adds a number to every channel', () => {
  expect(addBias(x(), bias()).dataSync()).toEqual(tf.add(x(), bias()).dataSync());
});

it('has the gradients of central differences', () => {
  expect(gradientError((moved: Tensor4D) => addBias(moved, bias()), x())).toBeLessThan(1e-3);
  expect(gradientError((moved: Tensor1D) => addBias(x(), moved), bias())).toBeLessThan(1e-3);
});
