import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { openPlain } from '@bcos-bench/engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { bcosConv } from './ops/bcosConv.js';
import { conv2d, convolve, outputSize } from './ops/convolution.js';
import { unitKernel } from './ops/unitKernel.js';
import { gradientError } from './testing/finiteDifferences.fixture.js';
import { largestError } from './testing/largestError.fixture.js';
import { naiveConvolution } from './testing/naiveConvolution.fixture.js';
import { freeingTensors } from './testing/onTensorFlow.fixture.js';
import { bcosCases, logitsError, resnetCases } from './testing/peerCase.fixture.js';
import { seededTensor } from './testing/seededNumbers.fixture.js';

beforeAll(async () => {
  await openPlain();
});
freeingTensors();

describe("on tfjs's own CPU backend", () => {
  it('runs', () => {
    expect(tf.getBackend()).toBe('cpu');
  });

  it.each([
    { kernel: 3, stride: 2, padding: 1 },
    { kernel: 7, stride: 2, padding: 3 },
    { kernel: 1, stride: 2, padding: 0 },
  ])('a convolution and its gradients are the naive ones: kernel $kernel, stride $stride', (geometry) => {
    const x = seededTensor<tf.Rank.R4>('x', [2, 8, 7, 3]);
    const kernel = seededTensor<tf.Rank.R4>('kernel', [geometry.kernel, geometry.kernel, 3, 2]);
    const dy = seededTensor<tf.Rank.R4>('dy', [2, outputSize(8, geometry), outputSize(7, geometry), 2]);
    const naive = naiveConvolution(x, kernel, dy, geometry);
    expect(largestError(convolve(x, kernel, geometry).dataSync(), naive.y)).toBeLessThan(1e-6);
    const dx = tf.valueAndGrad((input: Tensor4D) => conv2d(input, kernel, geometry))(x, dy).grad;
    expect(largestError(dx.dataSync(), naive.dx)).toBeLessThan(1e-6);
    const dKernel = tf.valueAndGrad((input: Tensor4D) => conv2d(x, input, geometry))(kernel, dy).grad;
    expect(largestError(dKernel.dataSync(), naive.dKernel)).toBeLessThan(1e-6);
  });

  it('a B-cos convolution has the gradient of central differences', () => {
    const options = { kernel: 3, stride: 2, padding: 1, b: 1.5, maxOut: 2 };
    const kernel = unitKernel(seededTensor<tf.Rank.R4>('kernel', [3, 3, 3, 4]));
    const x = seededTensor<tf.Rank.R4>('x', [1, 5, 5, 3]);
    expect(gradientError((input: Tensor4D) => bcosConv(input, kernel, options), x)).toBeLessThan(3e-3);
    expect(gradientError((input: Tensor4D) => bcosConv(x, input, options), kernel)).toBeLessThan(3e-3);
  });

  it.each([...bcosCases.slice(0, 2), ...resnetCases])('$fixture has the logits of PyTorch', (peerCase) => {
    expect(logitsError(peerCase)).toBeLessThan(1e-5);
  });
});
