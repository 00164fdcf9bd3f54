import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.js';
import { openPlain } from './plain.js';
import { openTensorFlow } from './tensorflow.js';
import { traceNamed } from './traceNamed.js';

describe('traceNamed', () => {
  const engines: readonly (readonly [string, () => Promise<Engine>])[] = [
    ['TensorFlow', openTensorFlow],
    ['the plain engine', openPlain],
  ];
  it.each(engines)('gives tensors by name on %s, from the first run on', async (_name, open) => {
    const traced = traceNamed(
      await open(),
      ({ values, factor }: { values: Tensor1D; factor: Scalar }) => ({
        scaled: tf.mul<Tensor1D>(values, factor),
        total: tf.sum<Scalar>(values),
      }),
      { values: tf.zeros<tf.Rank.R1>([2]), factor: tf.scalar(0) },
    );
    // The order of the names is the examples', not the caller's.
    const { scaled, total } = traced.run({ factor: tf.scalar(10), values: tf.tensor1d([1, 2]) });
    expect([...scaled.dataSync()]).toEqual([10, 20]);
    expect(total.dataSync()[0]).toBe(3);
    traced.dispose();
  });
});
