import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH_UNIT } from './batchSize.js';
import { chainsFor, inChains } from './chains.js';
import { openPlain } from './plain.js';

beforeAll(async () => {
  await openPlain();
});

describe('the number of chains', () => {
  it('divides the batch into whole units, and is no more than the threads', () => {
    const upTo = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(upTo(100), upTo(64), (units, threads) => {
        const chains = chainsFor(units * BATCH_UNIT, threads);
        expect(units % chains).toBe(0);
        expect(chains).toBeLessThanOrEqual(threads);
      }),
    );
    expect([1, 2, 3, 4, 16].map((units) => chainsFor(units * BATCH_UNIT, 4))).toEqual([1, 2, 3, 4, 4]);
  });
});

describe('chains', () => {
  it('give the outputs of the whole, in order', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [6, 1]);
    const { y, z } = inChains(
      ({ x: part }: { x: tf.Tensor2D }) => ({ y: tf.mul(part, 2), z: tf.sum(part, 1) }),
      3,
    )({ x });
    expect([...y.dataSync(), ...z.dataSync()]).toEqual([2, 4, 6, 8, 10, 12, 1, 2, 3, 4, 5, 6]);
  });
});
