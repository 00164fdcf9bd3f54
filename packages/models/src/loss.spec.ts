import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { gradientError } from './testing/finiteDifferences.fixture.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import { trainingLosses } from './loss.js';

onTensorFlow();

/** The losses by their definitions, in doubles; right only where nothing overflows. */
const naive = {
  bce: (logits: readonly number[], label: number): number =>
    logits.reduce((sum, l, i) => sum - Math.log(1 / (1 + Math.exp(i === label ? -l : l))), 0) / logits.length,
  'cross-entropy': (logits: readonly number[], label: number): number =>
    -Math.log(Math.exp(at(logits, label)) / logits.reduce((sum, l) => sum + Math.exp(l), 0)),
} as const;

const names = ['bce', 'cross-entropy'] as const;

function onehot(labels: readonly number[], classes: number): Tensor2D {
  const numbers = tf.tensor1d([...labels], 'int32');
  return tf.reshape(tf.cast(tf.oneHot(numbers, classes), 'float32'), [labels.length, classes]);
}

describe.each(names)('%s', (name) => {
  const loss = trainingLosses[name];

  it('is its definition, a number for each image', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
        }),
        fc.nat(3),
        (logits, label) => {
          const labels = logits.map((_, i) => (label + i) % 4);
          const values = tf.tidy(() => [...loss(tf.tensor2d(logits), onehot(labels, 4)).dataSync()]);
          expect(values).toHaveLength(logits.length);
          values.forEach((value, i) => {
            const wanted = naive[name](at(logits, i), at(labels, i));
            expect(Math.abs(value - wanted)).toBeLessThan(1e-5 * (1 + wanted));
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('neither overflows nor is NaN at extreme logits, and neither is its gradient', () => {
    const logits = tf.tensor2d([[1e4, -1e4, 0], [-1e30, 1e30, 3e38], [0, 0, 0]]); // prettier-ignore
    const { value, grad } = tf.valueAndGrad((l: Tensor2D) => loss(l, onehot([1, 1, 1], 3)))(logits);
    const numbers = [...value.dataSync(), ...grad.dataSync()];
    expect(numbers.filter((number) => Number.isNaN(number))).toEqual([]);
    expect(numbers.slice(0, 1).every(Number.isFinite)).toBe(true);
    const gradients = [...grad.dataSync()];
    expect(Math.max(...gradients.map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it('has the gradient of central differences', () => {
    const logits = tf.tensor2d([[0.5, -2, 1], [3, 2, -1]]); // prettier-ignore
    expect(gradientError((l: Tensor2D) => loss(l, onehot([2, 0], 3)), logits)).toBeLessThan(1e-3);
  });
});

it('is log 2 and log 10 where ten logits are equal', () => {
  const logits = tf.zeros<tf.Rank.R2>([1, 10]);
  expect(trainingLosses.bce(logits, onehot([3], 10)).dataSync()[0]).toBeCloseTo(Math.LN2, 6);
  expect(trainingLosses['cross-entropy'](logits, onehot([3], 10)).dataSync()[0]).toBeCloseTo(Math.log(10), 6);
});
