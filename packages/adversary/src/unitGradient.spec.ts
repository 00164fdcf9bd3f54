import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { unitGradient } from './unitGradient.js';

beforeAll(async () => {
  await openPlain();
});

it('has length 1 for gradients whose squares vanish in float32, and is 0 where the gradient is', () => {
  const gradients = tf.tensor4d([3e-30, -4e-30, 0, 0, 6, 8], [3, 1, 2, 1]);
  const found = Array.from(tf.tidy(() => unitGradient(gradients)).dataSync());
  [0.6, -0.8, 0, 0, 0.6, 0.8].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
});
