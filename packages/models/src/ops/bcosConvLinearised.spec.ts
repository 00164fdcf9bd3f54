import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { bcosConv, bcosConvDetached } from './bcosConv.js';
import { bcosConvLinearised } from './bcosConvLinearised.js';
import { halves } from './halves.js';
import { unitKernel } from './unitKernel.js';

onTensorFlow();

const INPUTS = 4;
const cases = [1, 1.5, 2].flatMap((b) =>
  [1, 2].flatMap((maxOut) => [1, 2].map((groups) => ({ b, maxOut, groups, kernel: 3, stride: 1, padding: 1 }))),
);

const inputOf = (name: string): Tensor4D => seededTensor<tf.Rank.R4>(name, [2, 4, 4, INPUTS]);

describe.each(cases)('a B-cos convolution with b $b, MaxOut $maxOut and $groups groups, linearised', (options) => {
  const kernel = (): Tensor4D =>
    unitKernel(seededTensor<tf.Rank.R4>('kernel', [3, 3, INPUTS / options.groups, 2 * options.maxOut]));

  it('is the convolution at the points, and of other inputs the linear map that explanation mode has there', () => {
    const [points, others] = [inputOf('points'), inputOf('others')];
    const [ofPoints, ofOthers] = halves(bcosConvLinearised(tf.concat([points, others], 0), kernel(), options));
    expect(tensorError(ofPoints, bcosConv(points, kernel(), options))).toBeLessThan(1e-6);
    // The linear map itself, from the other side: the gradient of its products with any weights.
    const dy = seededTensor<tf.Rank.R4>('weights of a sum', ofOthers.shape);
    const { grad } = tf.valueAndGrad((x: Tensor4D) => bcosConvDetached(x, kernel(), options))(points, dy);
    const difference = tf.sub(tf.sum(tf.mul(grad, others)), tf.sum(tf.mul(dy, ofOthers)));
    expect(Math.abs(Number(difference.dataSync()[0]))).toBeLessThan(1e-5);
  });

  // At b = 1 the units that are largest are all that the points decide, and that has no derivative.
  it.runIf(options.maxOut === 1)('has the gradient of central differences, through the factor, too', () => {
    const linearised = (both: Tensor4D): Tensor4D => bcosConvLinearised(both, kernel(), options);
    const both = tf.concat([inputOf('points'), inputOf('others')], 0);
    expect(gradientError(linearised, both)).toBeLessThan(5e-3);
  });
});
