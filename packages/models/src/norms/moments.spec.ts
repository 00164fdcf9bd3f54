import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { asVector, countOf, momentsOf } from './moments.js';
import { channelOfBatch, channelOfImage, cutIntoGroups, groupOfImage, image, pixel, wholeBatch } from './region.js';

onTensorFlow();

/** Two images of 1x2 pixels and 4 channels: 0 to 15. */
const x = (): tf.Tensor4D => tf.reshape(tf.range(0, 16), [2, 1, 2, 4]);

it.each([
  { region: wholeBatch, count: 16, means: [7.5] },
  { region: channelOfBatch, count: 4, means: [6, 7, 8, 9] },
  { region: groupOfImage, count: 4, means: [2.5, 4.5, 10.5, 12.5] },
  { region: channelOfImage, count: 2, means: [2, 3, 4, 5, 10, 11, 12, 13] },
  { region: image, count: 8, means: [3.5, 11.5] },
  { region: pixel, count: 4, means: [1.5, 5.5, 9.5, 13.5] },
])('takes the means $means over regions of $count numbers', ({ region, count, means }) => {
  const cut = cutIntoGroups(x(), region);
  const moments = momentsOf(cut, region);
  expect(countOf(cut, region)).toBe(count);
  expect([...asVector(moments.mean).dataSync()]).toEqual(means);
  expect(moments.variance.shape).toEqual(moments.mean.shape);
});

it('takes the biased variance, and the root of it and 1e-5', () => {
  const { variance, inverseDeviation } = momentsOf(cutIntoGroups(x(), pixel), pixel);
  variance.dataSync().forEach((value) => expect(value).toBe(1.25));
  inverseDeviation.dataSync().forEach((value) => expect(value).toBeCloseTo(1 / Math.sqrt(1.25 + 1e-5), 6));
});
