import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { seededTensor } from '@bcos-bench/models/testing/seededNumbers';
import { lookUp, at } from '@bcos-bench/vocabulary';
import { gradientClips } from './gradientClip.js';
import { basic } from './recipes/basic.js';
import { peerFormulas } from './testing/peerNumbers.fixture.js';

/** PyTorch's shape, and the orders of axes to TensorFlow's layout and back. */
const cases: readonly (readonly [string, number[], number[], number[]])[] = [
  ['kernel', [8, 4, 3, 3], [2, 3, 1, 0], [3, 2, 0, 1]],
  ['pointwise', [6, 4, 1, 1], [2, 3, 1, 0], [3, 2, 0, 1]],
  ['matrix', [6, 4], [1, 0], [1, 0]],
  ['vector', [5], [0], [0]],
];

describe('adaptive gradient clipping', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it.each(cases)('of a %s is that of bcos.training.agc', (name, shape, there, back) => {
    tf.tidy(() => {
      const weight = tf.tensor(seededTensor(`weight ${name}`, shape).dataSync(), shape);
      // Every other unit has a gradient that is short enough as it is.
      const scale = tf.tensor(
        Array.from({ length: at(shape, 0) }, (_, unit) => (unit % 2 === 0 ? 1 : 1e-3)),
        shape.map((size, axis) => (axis === 0 ? size : 1)),
      );
      const gradient = tf.mul(tf.tensor(seededTensor(`gradient ${name}`, shape).dataSync(), shape), scale);
      const clipped = gradientClips.adaptive.clip(basic, tf.transpose(gradient, there), tf.transpose(weight, there));
      const expected = lookUp(peerFormulas().clipped, name);
      expect(largestError(tf.transpose(clipped, back).dataSync(), expected)).toBeLessThan(1e-6);
      expect(largestError(gradient.dataSync(), expected)).toBeGreaterThan(0.1);
    });
  });

  it('leaves a zero gradient of zero weights alone', () => {
    tf.tidy(() => {
      const clipped = gradientClips.adaptive.clip(basic, tf.zeros([4]), tf.zeros([4]));
      expect(Array.from(clipped.dataSync())).toEqual([0, 0, 0, 0]);
    });
  });
});
