import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { ForwardPass, Layer, ParameterSpec } from '../layer.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { identityShortcut, paddedShortcut, residualBlock } from './residualBlock.js';

onTensorFlow();

const nothing = (): never => {
  throw new Error('no weights here');
};
const pass: ForwardPass = {
  mode: 'evaluate',
  kernel: nothing,
  matrix: nothing,
  vector: nothing,
  array: nothing,
  observe: nothing,
  features: nothing,
  block: nothing,
};
const spec: ParameterSpec = { name: 'w', shape: [1], role: 'vector', start: 'ones' };
const scaled = (factor: number, name: string): Layer => ({
  parameters: [{ ...spec, name }],
  apply: (x) => tf.mul(x, factor),
});

it('adds branch and shortcut, and what follows sees the sum', () => {
  const block = residualBlock(scaled(2, 'branch'), scaled(10, 'shortcut'), (sum) => tf.neg(sum));
  expect(block.parameters.map(({ name }) => name)).toEqual(['branch', 'shortcut']);
  expect([...block.apply(tf.tensor4d([1, 2], [1, 1, 2, 1]), pass).dataSync()]).toEqual([-12, -24]);
});

it('has a shortcut that changes nothing', () => {
  const x = tf.ones<tf.Rank.R4>([1, 2, 2, 1]);
  expect(identityShortcut.apply(x, pass)).toBe(x);
});

it('has one that takes every other pixel and puts zeros on both sides of the channels', () => {
  const x: Tensor4D = tf.reshape(tf.range(0, 32), [1, 4, 4, 2]);
  const y = paddedShortcut(2, 4, 2).apply(x, pass);
  expect(y.shape).toEqual([1, 2, 2, 4]);
  expect([...y.dataSync()]).toEqual([0, 0, 1, 0, 0, 4, 5, 0, 0, 16, 17, 0, 0, 20, 21, 0]);
});
