import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openTensorFlow } from './tensorflow.js';
import { traceGrouped } from './traceGrouped.js';

describe('traceGrouped', () => {
  it.each([1, 2])('keeps groups apart, empty ones and equal names too, in %i chains', async (chains) => {
    const engine = await openTensorFlow();
    const zeros = (): Tensor1D => tf.zeros([4]);
    const inputs = { a: { x: tf.tensor1d([1, 2, 3, 4]) }, b: { x: tf.tensor1d([10, 20, 30, 40]) }, c: {} };
    const traced = traceGrouped(
      engine,
      ({ a, b }: { a: { x: Tensor1D }; b: { x: Tensor1D }; c: Record<string, Tensor1D> }) => ({
        sums: { x: tf.add<Tensor1D>(a.x, b.x) },
        others: { x: tf.sub<Tensor1D>(b.x, a.x), none: tf.zerosLike(a.x) },
      }),
      { a: { x: zeros() }, b: { x: zeros() }, c: {} },
      chains,
    );
    const { sums, others } = traced.run(inputs);
    expect([...sums.x.dataSync()]).toEqual([11, 22, 33, 44]);
    expect([...others.x.dataSync()]).toEqual([9, 18, 27, 36]);
    expect([...others.none.dataSync()]).toEqual([0, 0, 0, 0]);
    traced.dispose();
  });
});
