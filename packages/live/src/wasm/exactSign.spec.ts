import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openWasmInNode } from '../testing/wasmBinary.fixture.js';

it('knows the sign of every number, also of the smallest', async () => {
  await openWasmInNode();
  const numbers = [4e-10, -4e-10, 1e-39, -1e-8, 0, 3, -0.5];
  const signs = tf.tidy(() => [...tf.sign(tf.tensor1d(numbers)).dataSync()]);
  expect(signs).toEqual(numbers.map(Math.sign));
});
