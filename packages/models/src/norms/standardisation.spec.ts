import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { applyAffine } from '../layers/affineMap.js';
import { centred } from './centred.js';
import { asVector, momentsOf } from './moments.js';
import { channelOfBatch, channelOfImage, cutIntoGroups, groupOfImage, image, pixel, wholeBatch } from './region.js';
import { uncentred } from './uncentred.js';

onTensorFlow();

const regions = { wholeBatch, channelOfBatch, groupOfImage, channelOfImage, image, pixel };
const cases = Object.entries({ centred, uncentred }).flatMap(([way, standardisation]) =>
  Object.entries(regions).map(([name, region]) => ({ way, name, standardisation, region })),
);
const input = (): Tensor4D => seededTensor<tf.Rank.R4>('x', [2, 3, 2, 4], -1, 2);
const unobserved = (): void => undefined;

describe.each(cases)('$way by the moments of $name', ({ standardisation, region }) => {
  it('has variance 1', () => {
    const y = standardisation.byOwnMoments(input(), region, unobserved);
    const { variance } = momentsOf(cutIntoGroups(y, region), region);
    variance.dataSync().forEach((value) => expect(value).toBeCloseTo(1, 3));
  });

  it('has the gradient of central differences', () => {
    expect(gradientError((x: Tensor4D) => standardisation.byOwnMoments(x, region, unobserved), input())).toBeLessThan(
      3e-3,
    );
  });

  it('detached, has the same value and the gradient of a division by a constant', () => {
    const x = input();
    const dy = seededTensor<tf.Rank.R4>('dy', x.shape);
    const { inverseDeviation } = momentsOf(cutIntoGroups(x, region), region);
    const deviations = tf.reshape<tf.Rank.R4>(tf.mul(tf.onesLike(cutIntoGroups(x, region)), inverseDeviation), x.shape);
    const mean = (maps: Tensor4D): Tensor4D => {
      const cut = cutIntoGroups(maps, region);
      return tf.reshape(tf.mul(tf.onesLike(cut), tf.mean(cut, region.steps.flat(), true)), maps.shape);
    };
    const divided = (maps: Tensor4D): Tensor4D =>
      tf.mul(standardisation === centred ? tf.sub(maps, mean(maps)) : maps, deviations);
    const ours = tf.valueAndGrad((maps: Tensor4D) => standardisation.byOwnMomentsDetached(maps, region))(x, dy);
    const composed = tf.valueAndGrad(divided)(x, dy);
    expect(tensorError(ours.value, standardisation.byOwnMoments(x, region, unobserved))).toBeLessThan(1e-6);
    expect(tensorError(ours.grad, composed.grad)).toBeLessThan(1e-6);
  });
});

it.each(Object.entries({ centred, uncentred }))('%s by running moments that are its own is the same', (_way, way) => {
  const x = input();
  const { mean, variance } = momentsOf(cutIntoGroups(x, channelOfBatch), channelOfBatch);
  const byRunning = applyAffine(x, way.byRunningMoments(asVector(mean), asVector(variance)));
  expect(tensorError(byRunning, way.byOwnMoments(x, channelOfBatch, unobserved))).toBeLessThan(1e-6);
});

it('observes the unbiased variance where it centres, and the biased one and no mean where it does not', () => {
  // Two numbers a channel, 0 and 2: their mean is 1, their variance 1, unbiased 2.
  const x = tf.tensor4d([0, 2], [2, 1, 1, 1]);
  const seen: unknown[] = [];
  for (const way of [centred, uncentred]) {
    way.byOwnMoments(x, channelOfBatch, (mean, variance) => {
      seen.push([mean === null ? null : [...mean.dataSync()], [...variance.dataSync()]]);
    });
  }
  expect(seen).toEqual([
    [[1], [2]],
    [null, [1]],
  ]);
});
