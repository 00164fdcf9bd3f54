import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at, usualNormSchema, type UsualNorm } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { balls } from '../../balls.js';
import { shortestChange } from './shortestChange.js';

beforeAll(async () => {
  await openPlain();
});

function changeOf(norm: UsualNorm, x: readonly number[], weights: readonly number[], amount: number): number[] {
  return tf.tidy(() => {
    const image = (values: readonly number[]): Tensor4D => tf.tensor4d([...values], [1, 1, 1, values.length]);
    return Array.from(shortestChange(norm, image(x), image(weights), image([amount])).dataSync());
  });
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * at(b, i), 0);
const lengthOf = (norm: UsualNorm, change: readonly number[]): number =>
  balls[norm].distance(Float64Array.from(change));

/** How far the sum can get in the direction of the amount without leaving [0,1]. */
function mostOf(x: readonly number[], weights: readonly number[], amount: number): number {
  return weights.reduce(
    (sum, weight, i) => sum + Math.abs(weight) * (weight * amount > 0 ? 1 - at(x, i) : at(x, i)),
    0,
  );
}

const unit = fc.float({ min: 0, max: 1, noNaN: true });
const weight = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map((value) => value / 100),
  fc.integer({ min: -1000, max: 1000 }).map((value) => value / 1e6),
);
const problem = fc.integer({ min: 1, max: 30 }).chain((size) =>
  fc.record({
    x: fc.array(fc.oneof(unit, fc.constantFrom(0, 1)), { minLength: size, maxLength: size }),
    weights: fc.array(weight, { minLength: size, maxLength: size }),
    share: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    seed: fc.nat(),
  }),
);

describe.each(usualNormSchema.options)('the shortest change in %s', (norm) => {
  it('leads to the hyperplane within [0,1], or as near as [0,1] lets it', () => {
    fc.assert(
      fc.property(problem, ({ x, weights, share }) => {
        const amount = share * mostOf(x, weights, share);
        const change = changeOf(norm, x, weights, amount);
        const most = mostOf(x, weights, amount);
        const wanted = Math.sign(amount) * Math.min(Math.abs(amount), most);
        expect(Math.abs(dot(weights, change) - wanted)).toBeLessThanOrEqual(1e-5 * most + 1e-12);
        change.forEach((value, i) => {
          expect(at(x, i) + value).toBeGreaterThanOrEqual(-1e-6);
          expect(at(x, i) + value).toBeLessThanOrEqual(1 + 1e-6);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is longer than no other change that leads there', () => {
    fc.assert(
      fc.property(problem, ({ x, weights, share, seed }) => {
        const amount = 0.9 * share * mostOf(x, weights, share);
        fc.pre(Math.abs(share) <= 1 && amount !== 0);
        const change = changeOf(norm, x, weights, amount);
        const length = lengthOf(norm, change);
        const random = randomStream(seed);
        for (let trial = 0; trial < 50; trial += 1) {
          const other = moved(change, x, weights, () => random.uniform());
          if (Math.abs(dot(weights, other) - amount) > 1e-6 * Math.abs(amount)) continue;
          expect(length).toBeLessThanOrEqual(lengthOf(norm, other) + 1e-4 * length + 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is nothing where the weights are', () => {
    expect(changeOf(norm, [0.3, 0.7], [0, 0], 1)).toEqual([0, 0]);
  });

  it('does not depend on the unit of the weights', () => {
    const change = changeOf(norm, [0.3, 0.7, 0.5], [1, -2, 0.5], 0.4);
    const tiny = changeOf(norm, [0.3, 0.7, 0.5], [1e-24, -2e-24, 0.5e-24], 0.4e-24);
    tiny.forEach((value, i) => expect(value).toBeCloseTo(at(change, i), 5));
  });
});

/** Another point of the hyperplane: two numbers of the change trade what they bring, as far as [0,1] lets them. */
function moved(
  change: readonly number[],
  x: readonly number[],
  weights: readonly number[],
  uniform: () => number,
): number[] {
  const other = [...change];
  const pick = (): number => Math.floor(uniform() * change.length);
  for (let trade = 0; trade < 1 + 3 * uniform(); trade += 1) {
    const [i, j] = [pick(), pick()];
    if (i === j || at(weights, i) === 0 || at(weights, j) === 0) continue;
    const by = (uniform() - 0.5) * uniform() ** 3;
    const back = (by * at(weights, i)) / at(weights, j);
    const [a, b] = [at(other, i) + by, at(other, j) - back];
    const isInside = (value: number, place: number): boolean => at(x, place) + value >= 0 && at(x, place) + value <= 1;
    if (isInside(a, i) && isInside(b, j)) [other[i], other[j]] = [a, b];
  }
  return other;
}

it('is the plain projection where [0,1] is far away', () => {
  const [x, weights, amount] = [[0.5, 0.5, 0.5], [3, -4, 0], 0.05] as const;
  changeOf('l2', x, weights, amount).forEach((value, i) => expect(value).toBeCloseTo(at([0.006, -0.008, 0], i), 7));
  changeOf('linf', x, weights, amount).forEach((value, i) =>
    expect(value).toBeCloseTo(at([1, -1, 0], i) * (0.05 / 7), 7),
  );
});

it('lets the others do what one at its bound cannot', () => {
  // Weights 1, 1 and an amount of 0.5: the first number can give 0.1.
  changeOf('linf', [0.9, 0.2], [1, 1], 0.5).forEach((value, i) => expect(value).toBeCloseTo(at([0.1, 0.4], i), 6));
  changeOf('l2', [0.9, 0.2], [1, 1], 0.5).forEach((value, i) => expect(value).toBeCloseTo(at([0.1, 0.4], i), 6));
});
