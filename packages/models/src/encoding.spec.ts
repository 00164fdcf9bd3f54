import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { encode } from './encoding.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';

onTensorFlow();

const images = (): tf.Tensor4D => tf.tensor4d([0, 0.25, 1, 0.5, 0.75, 0.125], [1, 1, 2, 3]);

it('leaves images as they are for rgb', () => {
  expect([...encode(images(), 'rgb').dataSync()]).toEqual([0, 0.25, 1, 0.5, 0.75, 0.125]);
});

it('adds the inverses as channels 4 to 6, pixel by pixel', () => {
  const encoded = encode(images(), 'rgb+inverse');
  expect(encoded.shape).toEqual([1, 1, 2, 6]);
  expect([...encoded.dataSync()]).toEqual([0, 0.25, 1, 1, 0.75, 0, 0.5, 0.75, 0.125, 0.5, 0.25, 0.875]);
});
