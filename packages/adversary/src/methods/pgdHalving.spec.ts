import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { searchSpace } from '../testing/searchSpace.fixture.js';
import { pgdHalving } from './pgdHalving.js';

beforeAll(async () => {
  await openPlain();
});

it('halves the step size of an image when its score does not rise, and of no other image', () => {
  const shares = tf.tidy(() => {
    const origin = tf.fill<tf.Rank.R4>([3, 1, 1, 1], 0.5);
    const space = searchSpace(origin, { eps: 1, number: () => 0.25 });
    let state = pgdHalving.init(origin);
    const scores = [
      [1, 1, 1],
      [2, 1, 0],
      [3, 2, 0],
    ];
    for (const score of scores) {
      const seen = { gradient: tf.onesLike(origin), score: tf.tensor1d(score), logits: tf.zeros<tf.Rank.R2>([3, 2]) };
      state = pgdHalving.step(state, seen, space, null);
    }
    return { shares: Array.from(state.share.dataSync()), x: Array.from(state.x.dataSync()) };
  });
  expect(shares.shares).toEqual([1, 0.5, 0.25]);
  expect(shares.x).toEqual([1, 0.5 + 0.25 + 0.125 + 0.125, 0.5 + 0.25 + 0.125 + 0.0625]);
});
