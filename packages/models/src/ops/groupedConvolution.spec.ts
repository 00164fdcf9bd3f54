import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { expect, it } from 'vitest';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { conv2d } from './convolution.js';
import { inGroups } from './groupedConvolution.js';

onTensorFlow();

const geometry = { kernel: 3, stride: 2, padding: 1 };
const grouped = (x: Tensor4D, kernel: Tensor4D, groups: number): Tensor4D =>
  inGroups(x, kernel, groups, (part, partKernel) => conv2d(part, partKernel, geometry));

/** A kernel that sees all channels, and zeros outside its group: 4 channels and 6 outputs in two groups. */
function blockDiagonal(kernel: Tensor4D): Tensor4D {
  const [upper, lower] = tf.split<Tensor4D>(kernel, 2, 3);
  if (upper === undefined || lower === undefined) throw new Error('two halves were asked for');
  const none = tf.zerosLike(upper);
  return tf.concat([tf.concat([upper, none], 2), tf.concat([none, lower], 2)], 3);
}

it('is the convolution whose kernel is 0 between groups, and so are its gradients', () => {
  const x = seededTensor<tf.Rank.R4>('x', [2, 5, 5, 4]);
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 6]);
  const dy = seededTensor<tf.Rank.R4>('dy', [2, 3, 3, 6]);
  const whole = (input: Tensor4D, groupKernel: Tensor4D): Tensor4D =>
    conv2d(input, blockDiagonal(groupKernel), geometry);
  expect(tensorError(grouped(x, kernel, 2), whole(x, kernel))).toBeLessThan(1e-6);
  const gradients = [
    [(input: Tensor4D) => grouped(input, kernel, 2), (input: Tensor4D) => whole(input, kernel), x],
    [(input: Tensor4D) => grouped(x, input, 2), (input: Tensor4D) => whole(x, input), kernel],
  ] as const;
  for (const [ours, theirs, at] of gradients) {
    expect(tensorError(tf.valueAndGrad(ours)(at, dy).grad, tf.valueAndGrad(theirs)(at, dy).grad)).toBeLessThan(1e-6);
  }
});

it('is the convolution itself where there is one group', () => {
  const x = seededTensor<tf.Rank.R4>('x', [1, 5, 5, 4]);
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 4, 6]);
  expect(tensorError(grouped(x, kernel, 1), conv2d(x, kernel, geometry))).toBe(0);
});

it('gives the same bits traced', async () => {
  const engine = await openTensorFlow();
  const x = seededTensor<tf.Rank.R4>('x', [1, 5, 5, 4]);
  const kernel = seededTensor<tf.Rank.R4>('kernel', [3, 3, 2, 6]);
  const dx = (input: tf.Tensor): tf.Tensor[] => [
    tf.valueAndGrad((a: Tensor4D) => grouped(a, kernel, 2))(
      tf.reshape(input, x.shape),
      seededTensor<tf.Rank.R4>('dy', [1, 3, 3, 6]),
    ).grad,
  ];
  const traced = engine.trace(dx, [x]);
  const [direct, replayed] = [dx(x), traced.run([x])].map((tensors) => tensors.map((t) => [...t.dataSync()]));
  expect(replayed).toEqual(direct);
  traced.dispose();
});
