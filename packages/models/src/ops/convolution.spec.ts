import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { largestError, tensorError } from '../testing/largestError.fixture.js';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import type { ConvGeometry } from './convGeometry.js';
import { conv2d, convolve, outputSize } from './convolution.js';

onTensorFlow();

const geometries: readonly ConvGeometry[] = [1, 3, 7].flatMap((kernel) =>
  [1, 2].flatMap((stride) => [0, 1, 3].map((padding) => ({ kernel, stride, padding }))),
);
/** Even, odd, and other than square. */
const sizes: readonly (readonly [number, number])[] = [
  [8, 8],
  [7, 7],
  [7, 10],
];

describe.each(geometries)('a convolution with kernel $kernel, stride $stride and padding $padding', (geometry) => {
  it.each(sizes)('is the naive sum over windows of %d x %d pixels, and so are its gradients', (height, width) => {
    const x = seededTensor<tf.Rank.R4>('x', [2, height, width, 3]);
    const kernel = seededTensor<tf.Rank.R4>('kernel', [geometry.kernel, geometry.kernel, 3, 2]);
    const dyShape: Tensor4D['shape'] = [2, outputSize(height, geometry), outputSize(width, geometry), 2];
    const dy = seededTensor<tf.Rank.R4>('dy', dyShape);
    const naive = naiveConvolution(x, kernel, dy, geometry);

    const y = convolve(x, kernel, geometry);
    expect(y.shape).toEqual(dyShape);
    expect(largestError(y.dataSync(), naive.y)).toBeLessThan(1e-6);

    const dx = tf.valueAndGrad((input: Tensor4D) => conv2d(input, kernel, geometry))(x, dy).grad;
    expect(largestError(dx.dataSync(), naive.dx)).toBeLessThan(1e-6);
    const dKernel = tf.valueAndGrad((input: Tensor4D) => conv2d(x, input, geometry))(kernel, dy).grad;
    expect(largestError(dKernel.dataSync(), naive.dKernel)).toBeLessThan(1e-6);
  });
});

it('is linear in both of its inputs', () => {
  const geometry = { kernel: 3, stride: 2, padding: 1 };
  const [x, other] = ['x', 'other'].map((name) => seededTensor<tf.Rank.R4>(name, [1, 6, 6, 2]));
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 2]);
  if (x === undefined || other === undefined) throw new Error('two inputs were asked for');
  const sum = tf.add(convolve(x, kernel, geometry), convolve(other, kernel, geometry));
  expect(tensorError(convolve(tf.add(x, other), kernel, geometry), sum)).toBeLessThan(1e-6);
});
