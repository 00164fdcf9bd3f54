import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import type { Weights } from '@bcos-bench/models';
import { averageKept, movedAverage } from './movingAverage.js';
import { basic } from './recipes/basic.js';
import { peerFormulas } from './testing/peerNumbers.fixture.js';

describe('the moving average of weights', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it('is that of the trainer of bcos, warm-up included', () => {
    // As in `bench/peers/train_fixtures.py`: one weight that counts the steps.
    const recipe = {
      ...basic,
      epochs: 4,
      batch: 1,
      emaDecay: 0.99,
      emaEvery: 32,
      schedule: 'warmup-cosine',
      warmupEpochs: 1,
    } as const;
    const expected = peerFormulas().average;
    expect(expected).toHaveLength(280);
    tf.tidy(() => {
      let average: Weights = new Map([['w', tf.scalar(0)]]);
      expected.forEach((value, i) => {
        const kept = averageKept(recipe, { epoch: Math.floor(i / 70), step: i % 70, stepsPerEpoch: 70 });
        average = movedAverage(average, new Map([['w', tf.scalar(i)]]), tf.scalar(kept));
        expect(average.get('w')?.dataSync()[0]).toBeCloseTo(value, 3);
      });
    });
  });
});
