import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import type { ForwardPass, Mode } from '../layer.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { batchNormLayer } from './batchNormLayer.js';

onTensorFlow();

const values: ReadonlyMap<string, number> = new Map([
  ['bn.weight', 2],
  ['bn.bias', 1],
  ['bn.running_mean', 3],
  ['bn.running_var', 4],
]);

function passOf(mode: Mode, observed: Map<string, Tensor>): ForwardPass {
  const unused = (): never => {
    throw new Error('BatchNorm has vectors alone');
  };
  return {
    mode,
    kernel: unused,
    matrix: unused,
    array: unused,
    vector: (name): Tensor1D => tf.tensor1d([lookUp(values, name)]),
    observe: (name, value) => observed.set(name, tf.keep(tf.clone(value))),
    features: (maps) => maps,
    block: (maps) => maps,
  };
}

const layer = batchNormLayer('bn', 1);
const x = (): tf.Tensor4D => tf.tensor4d([1, 2, 3, 6], [2, 1, 2, 1]);

it("names its arrays as PyTorch's BatchNorm2d", () => {
  expect(layer.parameters.map(({ name, shape, role, start }) => [name, shape, role, start])).toEqual([
    ['bn.weight', [1], 'vector', 'ones'],
    ['bn.bias', [1], 'vector', 'zeros'],
    ['bn.running_mean', [1], 'statistic', 'zeros'],
    ['bn.running_var', [1], 'statistic', 'ones'],
  ]);
});

it.each(['evaluate', 'explain'] as const)('uses the running statistics in mode %s, and observes nothing', (mode) => {
  const observed = new Map<string, Tensor>();
  const y = layer.apply(x(), passOf(mode, observed)).dataSync();
  [-1, 0, 1, 4].forEach((wanted, i) => expect(y[i]).toBeCloseTo(wanted, 4));
  expect([...observed.keys()]).toEqual([]);
});

it("uses the batch's in training, and observes its mean and unbiased variance", () => {
  const observed = new Map<string, Tensor>();
  const y = layer.apply(x(), passOf('train', observed)).dataSync();
  [1, 2, 3, 6].forEach((value, i) => expect(y[i]).toBeCloseTo(((value - 3) / Math.sqrt(3.5)) * 2 + 1, 4));
  expect([...observed.keys()]).toEqual(['bn.running_mean', 'bn.running_var']);
  expect(observed.get('bn.running_mean')?.dataSync()[0]).toBe(3);
  expect(observed.get('bn.running_var')?.dataSync()[0]).toBeCloseTo(14 / 3, 5);
});
