import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { freeingTensors } from '@bcos-bench/models/testing/onTensorFlow';
import { seededTensor } from '@bcos-bench/models/testing/seededNumbers';
import { openWasmInNode } from '../testing/wasmBinary.fixture.js';

freeingTensors();

/** The gradient of a depthwise convolution of two images with respect to them, on the current backend. */
function gradient(stride: number, units: number): Float32Array {
  const x = seededTensor<tf.Rank.R4>('x', [2, 7, 6, 3]);
  const filter = seededTensor<tf.Rank.R4>('filter', [3, 3, 3, units]);
  const convolved = (images: Tensor4D): Tensor4D => tf.depthwiseConv2d(images, filter, stride, 'valid');
  const weights = seededTensor<tf.Rank.R4>('weights', convolved(x).shape);
  const { grad } = tf.valueAndGrad((images: Tensor4D) => tf.mul<Tensor4D>(convolved(images), weights))(x);
  return grad.dataSync<'float32'>();
}

it.each([
  { stride: 1, units: 1 },
  { stride: 2, units: 1 },
  { stride: 2, units: 2 },
])('is that of TensorFlow: stride $stride, $units outputs of a channel', async ({ stride, units }) => {
  await openTensorFlow();
  const expected = gradient(stride, units);
  await openWasmInNode();
  expect(largestError(gradient(stride, units), expected)).toBeLessThan(1e-6);
});
