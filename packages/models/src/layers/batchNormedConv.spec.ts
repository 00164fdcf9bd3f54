import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { sequential, type ForwardPass, type Mode } from '../layer.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { batchNormLayer } from './batchNormLayer.js';
import { batchNormedConv } from './batchNormedConv.js';
import { convLayer } from './convLayer.js';

onTensorFlow();

const conv = convLayer('conv', 3, 5, { kernel: 3, stride: 1, padding: 1 });
const folded = batchNormedConv(conv, 'bn', 5);
const apart = sequential([conv, batchNormLayer('bn', 5)]);
const x = (): tf.Tensor4D => seededTensor<tf.Rank.R4>('x', [2, 4, 4, 3]);

function pass(mode: Mode, observed: string[] = []): ForwardPass {
  return {
    mode,
    kernel: (name) => seededTensor<tf.Rank.R4>(name, [3, 3, 3, 5]),
    matrix: (name) => seededTensor<tf.Rank.R2>(name, [1, 1]),
    array: (name) => seededTensor(name, [1]),
    vector: (name) => seededTensor<tf.Rank.R1>(name, [5], 0.5, 1.5),
    observe: (name) => observed.push(name),
    features: (maps) => maps,
    block: (maps) => maps,
  };
}

describe('a convolution with its BatchNorm folded in', () => {
  it.each(['evaluate', 'explain', 'train'] as const)('gives what the two give one after the other, to %s', (mode) => {
    expect(tensorError(folded.apply(x(), pass(mode)), apart.apply(x(), pass(mode)))).toBeLessThan(1e-6);
  });

  it('observes the statistics in training alone', () => {
    const observed: string[] = [];
    folded.apply(x(), pass('evaluate', observed));
    expect(observed).toEqual([]);
    folded.apply(x(), pass('train', observed));
    expect(observed).toEqual(['bn.running_mean', 'bn.running_var']);
  });

  it('has the arrays of both', () => {
    expect(folded.parameters).toEqual(apart.parameters);
  });
});
