import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { searchSpace } from '../testing/searchSpace.fixture.js';
import { miFgsm } from './miFgsm.js';

const tensor = (...values: number[]): Tensor4D => tf.tensor4d(values, [2, 1, 2, 1]);

/** The momentum after these gradients. */
function momentum(decay: number, ...gradients: readonly number[][]): number[] {
  return tf.tidy(() => {
    const origin = tensor(0.5, 0.5, 0.5, 0.5);
    const number = (option: string) => (option === 'decay' ? decay : 0.01);
    const space = searchSpace(origin, { eps: 0.1, number });
    let state = miFgsm.init(origin);
    for (const gradient of gradients) {
      const seen = {
        gradient: tensor(...gradient),
        score: tf.zeros<tf.Rank.R1>([2]),
        logits: tf.zeros<tf.Rank.R2>([2, 2]),
      };
      state = miFgsm.step(state, seen, space, null);
    }
    return Array.from(state.momentum.dataSync());
  });
}

beforeAll(async () => {
  await openPlain();
});

it('sums gradients of mean size 1, image by image, and lets them fade', () => {
  const found = momentum(0.5, [1, 3, -4, 4], [2, 2, 0, 8]);
  expect(found).toEqual([0.5 * 0.5 + 1, 0.5 * 1.5 + 1, 0.5 * -1 + 0, 0.5 * 1 + 2]);
});

it('stays finite where the gradient is zero', () => {
  expect(momentum(1, [0, 0, 1, 3])).toEqual([0, 0, 0.5, 1.5]);
});
