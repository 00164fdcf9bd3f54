import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { seededTensor } from '@bcos-bench/models/testing/seededNumbers';
import { lookUp } from '@bcos-bench/vocabulary';
import { basic } from '../recipes/basic.js';
import type { OptimiserName } from '../recipe.js';
import { peerFormulas } from '../testing/peerNumbers.fixture.js';
import { optimisers } from './registry.js';

const cases: readonly (readonly [string, OptimiserName, number])[] = [
  ['adam', 'adam', 0],
  ['adam-decay', 'adam', 0.1],
  ['adamw-decay', 'adamw', 0.1],
  ['sgd', 'sgd', 0],
  ['sgd-decay', 'sgd', 0.1],
];

/** A matrix after each of ten steps, as `bench/peers/train_fixtures.py` moves it. */
function optimised(name: OptimiserName, weightDecay: number): number[][] {
  const recipe = { ...basic, optimiser: name, weightDecay };
  const { slots: names, scalars, update } = optimisers[name];
  let weight: tf.Tensor = seededTensor<tf.Rank.R2>('weight', [4, 5]);
  let slots: Readonly<Record<string, tf.Tensor>> = Object.fromEntries(names.map((slot) => [slot, tf.zeros([4, 5])]));
  return Array.from({ length: 10 }, (_, step) => {
    const numbers = Object.entries(scalars(recipe, step < 5 ? 0.03 : 0.01, step + 1));
    const now = Object.fromEntries(numbers.map(([key, value]) => [key, tf.scalar(value)]));
    ({ weight, slots } = update(recipe, weight, seededTensor<tf.Rank.R2>(`gradient ${step}`, [4, 5]), slots, now));
    return Array.from(weight.dataSync());
  });
}

describe('optimisers', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it.each(cases)('%s is that of torch.optim', (fixture, name, weightDecay) => {
    const expected = lookUp(peerFormulas().optimisers, fixture);
    tf.engine().startScope();
    const found = optimised(name, weightDecay);
    tf.engine().endScope();
    expect(expected).toHaveLength(10);
    expect(largestError(found.flat(), expected.flat())).toBeLessThan(1e-6);
  });
});
