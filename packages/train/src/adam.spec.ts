import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { adam, adamRates } from './adam.js';

/** Adam as Kingma and Ba write it (2015, algorithm 1), in float64, on gradients that are given. */
function writtenDown(weight: number, gradients: readonly number[], rate: number): number {
  let [mean, square] = [0, 0];
  gradients.forEach((gradient, i) => {
    mean = 0.9 * mean + 0.1 * gradient;
    square = 0.999 * square + 0.001 * gradient * gradient;
    weight -= (rate * (mean / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(square / (1 - 0.999 ** (i + 1))) + 1e-8);
  });
  return weight;
}

describe('adam', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it('follows its definition over ten steps', () => {
    const gradients = [0.3, -0.2, 1.5, 0, 0.01, -4, 2, 2, -1e-4, 0.7];
    const last = tf.tidy(() => {
      let state = { weight: tf.scalar(1), mean: tf.scalar(0), square: tf.scalar(0) } as Parameters<typeof adam>[0];
      gradients.forEach((gradient, i) => {
        const { stepSize, rootCorrection } = adamRates(0.01, i + 1);
        state = adam(state, tf.scalar(gradient), tf.scalar(stepSize), tf.scalar(rootCorrection), 1e-8);
      });
      return state.weight.dataSync()[0];
    });
    expect(last).toBeCloseTo(writtenDown(1, gradients, 0.01), 6);
  });
});
