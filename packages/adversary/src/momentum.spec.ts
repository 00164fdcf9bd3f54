import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { momentumOf } from './momentum.js';

const tensor = (...values: number[]): Tensor4D => tf.tensor4d(values, [2, 1, 2, 1]);
const first = (...values: number[]): Tensor1D => tf.tensor1d(values, 'bool');

/** The direction after these gradients, and which pictures were new at each of them. */
function direction(decay: number | null, ...steps: readonly [gradient: number[], isNew: number[]][]): number[] {
  return tf.tidy(() => {
    const momentum = momentumOf(decay);
    let memory = momentum.start(tensor(0, 0, 0, 0));
    let last: Tensor4D = memory;
    for (const [gradient, isNew] of steps) {
      ({ memory, direction: last } = momentum.remember(memory, tensor(...gradient), first(...isNew)));
    }
    return Array.from(last.dataSync());
  });
}

beforeAll(async () => {
  await openPlain();
});

it('is the gradient itself where there is none', () => {
  expect(
    direction(
      null,
      [
        [1, 2, 3, 4],
        [1, 1],
      ],
      [
        [5, -6, 7, 8],
        [0, 0],
      ],
    ),
  ).toEqual([5, -6, 7, 8]);
});

it('sums gradients of mean size 1, picture by picture, and lets them fade', () => {
  const found = direction(
    0.5,
    [
      [1, 3, -4, 4],
      [1, 1],
    ],
    [
      [2, 2, 0, 8],
      [0, 0],
    ],
  );
  expect(found).toEqual([0.5 * 0.5 + 1, 0.5 * 1.5 + 1, 0.5 * -1 + 0, 0.5 * 1 + 2]);
});

it('forgets the picture that was there before', () => {
  expect(
    direction(
      1,
      [
        [1, 3, 2, 2],
        [1, 1],
      ],
      [
        [2, 2, 4, 4],
        [1, 0],
      ],
    ),
  ).toEqual([1, 1, 2, 2]);
});

it('stays finite where the gradient is zero', () => {
  expect(
    direction(1, [
      [0, 0, 1, 3],
      [1, 1],
    ]),
  ).toEqual([0, 0, 0.5, 1.5]);
});
