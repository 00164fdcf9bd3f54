import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { seededTensor } from '@bcos-bench/models/testing/seededNumbers';
import { lookUp } from '@bcos-bench/vocabulary';
import { criterionLoss } from './criterion.js';
import type { CriterionName } from './recipe.js';
import { basic } from './recipes/basic.js';
import { peerFormulas } from './testing/peerNumbers.fixture.js';

const cases: readonly (readonly [string, CriterionName, number])[] = [
  ['bce', 'bce', 0],
  ['bce-smoothed', 'bce', 0.1],
  ['bce-uniform', 'bce-uniform', 0],
  ['cross-entropy', 'cross-entropy', 0],
  ['cross-entropy-smoothed', 'cross-entropy', 0.1],
];

describe('criteria', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it.each(cases)('%s and its gradient are those of bcos or PyTorch', (fixture, name, labelSmoothing) => {
    const peer = lookUp(peerFormulas().losses, fixture);
    const loss = criterionLoss(name, { ...basic, labelSmoothing });
    tf.tidy(() => {
      const onehot = tf.cast(tf.oneHot(tf.range(0, 6, 1, 'int32'), 10), 'float32').as2D(6, 10);
      const logits = seededTensor<tf.Rank.R2>('logits', [6, 10], -4, 4);
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor2D) => tf.mean<tf.Scalar>(loss(x, onehot)))(logits);
      expect(value.dataSync()[0]).toBeCloseTo(peer.loss, 6);
      expect(largestError(grad.dataSync(), peer.gradient)).toBeLessThan(1e-6);
    });
  });
});
