import * as tf from '@tensorflow/tfjs-core';
import { lookUp, Fault } from '@bcos-bench/vocabulary';
import type { NamedArray } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import type { ParameterSpec } from './layer.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import { seededArrays } from './testing/seededNumbers.fixture.js';
import { initialWeights, loadWeights, saveWeights } from './weights.js';

onTensorFlow();

const parameters: readonly ParameterSpec[] = [
  { name: 'conv.weight', shape: [4, 3, 2, 2], role: 'kernel', start: 'kaiming-normal' },
  { name: 'linear.weight', shape: [2, 4], role: 'matrix', start: 'uniform-fan-in' },
  { name: 'bn.weight', shape: [4], role: 'vector', start: 'ones' },
  { name: 'bn.running_mean', shape: [4], role: 'statistic', start: 'zeros' },
];

describe('weights of a checkpoint', () => {
  it("come in TensorFlow's layout: [k,k,I,O] and [I,O]", () => {
    const arrays = seededArrays(parameters);
    const weights = loadWeights(parameters, arrays, 'a file');
    expect([...weights].map(([name, { shape }]) => [name, shape])).toEqual([
      ['conv.weight', [2, 2, 3, 4]],
      ['linear.weight', [4, 2]],
      ['bn.weight', [4]],
      ['bn.running_mean', [4]],
    ]);
    // Output 3, input 1, row 0, column 1 of [4,3,2,2].
    const number = arrays.get('conv.weight')?.data[3 * 12 + 1 * 4 + 0 * 2 + 1];
    expect(number).toBeTypeOf('number');
    expect(weights.get('conv.weight')?.dataSync()[((0 * 2 + 1) * 3 + 1) * 4 + 3]).toBe(number);
  });

  it('are the same bits when saved again', () => {
    const arrays = seededArrays(parameters);
    expect(saveWeights(parameters, loadWeights(parameters, arrays, 'a file'))).toEqual(arrays);
  });

  it('leave no tensor but themselves', () => {
    const before = tf.memory().numTensors;
    const weights = loadWeights(parameters, seededArrays(parameters), 'a file');
    saveWeights(parameters, weights);
    expect(tf.memory().numTensors).toBe(before + parameters.length);
  });

  it('that are missing, misshapen or too many are all named in one line', () => {
    const array = (shape: readonly number[]): NamedArray => ({
      shape,
      data: new Float32Array(shape.reduce((product, n) => product * n, 1)),
    });
    const arrays = new Map([
      ['conv.weight', array([4, 3, 3, 3])],
      ['bn.weight', array([4])],
      ['bn.running_mean', array([4])],
      ['fc.weight', array([1])],
    ]);
    const load = (): unknown => loadWeights(parameters, arrays, 'out/model.safetensors');
    expect(load).toThrow(Fault);
    expect(load).toThrow(
      'out/model.safetensors: the weights are of another architecture: conv.weight is [4, 3, 3, 3], not [4, 3, 2, 2]; ' +
        'linear.weight is missing; fc.weight is unexpected; give the architecture that they were trained with',
    );
  });

  it('cannot be saved where one is missing', () => {
    expect(() => saveWeights(parameters, new Map())).toThrow(new RangeError('no weight is named conv.weight'));
  });
});

describe('initial weights', () => {
  const large: readonly ParameterSpec[] = [
    { name: 'a', shape: [64, 32, 3, 3], role: 'kernel', start: 'kaiming-normal' },
    { name: 'b', shape: [64, 32, 3, 3], role: 'kernel', start: 'kaiming-normal' },
    { name: 'c', shape: [100, 64], role: 'matrix', start: 'uniform-fan-in' },
    { name: 'd', shape: [5], role: 'vector', start: 'ones' },
    { name: 'e', shape: [5], role: 'statistic', start: 'zeros' },
    { name: 'f', shape: [64, 32, 3, 3], role: 'kernel', start: 'kaiming-normal-fan-in' },
    { name: 'g', shape: [64, 32, 3, 3], role: 'kernel', start: 'narrow-normal' },
    { name: 'h', shape: [3, 1, 1], role: 'array', start: 'layer-scale' },
    { name: 'i', shape: [1000], role: 'vector', start: 'uniform-fan-in', fanIn: 16 },
  ];
  const drawn = (seed: number, name: string): Float32Array => lookUp(initialWeights(large, seed), name).data;

  it('are the same for the same seed, and others for another seed or array', () => {
    expect(initialWeights(large, 3)).toEqual(initialWeights(large, 3));
    expect(drawn(3, 'a')).not.toEqual(drawn(4, 'a'));
    expect(drawn(3, 'a')).not.toEqual(drawn(3, 'b'));
  });

  it('are normal with deviation sqrt(2 / fan out) for kernels', () => {
    const values = drawn(1, 'a');
    const wanted = Math.sqrt(2 / (64 * 9));
    expect(Math.abs(mean(values))).toBeLessThan(0.03 * wanted);
    expect(deviation(values) / wanted).toBeCloseTo(1, 1);
    const within = values.filter((value) => Math.abs(value) < wanted).length / values.length;
    expect(within).toBeCloseTo(0.6827, 1);
  });

  it('have the deviation and the factors of a ConvNeXt, and a bias the width of its fan in', () => {
    expect(deviation(drawn(1, 'g')) / 0.02).toBeCloseTo(1, 1);
    drawn(1, 'h').forEach((value) => expect(value).toBeCloseTo(1e-6, 12));
    expect(Math.max(...drawn(1, 'i').map(Math.abs))).toBeCloseTo(0.25, 2);
  });

  it('have deviation sqrt(2 / fan in) where a family begins so', () => {
    expect(deviation(drawn(1, 'f')) / Math.sqrt(2 / (32 * 9))).toBeCloseTo(1, 1);
  });

  it("are uniform within 1 / sqrt(inputs) for matrices, as PyTorch's Linear", () => {
    const values = drawn(1, 'c');
    expect(Math.max(...values)).toBeLessThanOrEqual(1 / 8);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1 / 8);
    expect(deviation(values) * 8 * Math.sqrt(3)).toBeCloseTo(1, 1);
  });

  it('are 1 and 0 for weights and means of norms', () => {
    expect([...drawn(1, 'd')]).toEqual([1, 1, 1, 1, 1]);
    expect([...drawn(1, 'e')]).toEqual([0, 0, 0, 0, 0]);
  });
});

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float32Array): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
}
