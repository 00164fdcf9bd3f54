import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at } from '@bcos-bench/vocabulary';
import { cosineDecay } from './cosineDecay.js';

const STEPS = 100;

beforeAll(async () => {
  await openPlain();
});

it('is half a cosine, to the rounding of float32', () => {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step);
  const found = tf.tidy(() => cosineDecay(tf.tensor4d(steps, [STEPS + 1, 1, 1, 1]), STEPS).dataSync());
  steps.forEach((step) => {
    expect(Math.abs(at(found, step) - (1 + Math.cos((Math.PI * step) / STEPS)) / 2)).toBeLessThan(2e-7);
  });
});
