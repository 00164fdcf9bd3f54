import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at, usualNormSchema, parseEpsilon, type AttackNorm, type TensorShape } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { balls } from '../../balls.js';
import { drawnNumbers } from '../../drawnNumbers.js';
import { searchSpace } from '../../testing/searchSpace.fixture.js';
import { square } from './square.js';
import { squareStart } from './squareStart.js';

const IMAGE: TensorShape = [10, 12, 3];
const SIZE = 360;
const EPS = parseEpsilon(0.1);
const STEPS = 40;

beforeAll(async () => {
  await openPlain();
});

interface Visited {
  readonly x: Float32Array;
  readonly best: Float32Array;
  readonly bestScore: number;
}

/** All iterates of one grey image of 0.5 under a score, each with the best one before it. */
function search(norm: AttackNorm, seed: number, scoreOf: (x: Float32Array) => number): Visited[] {
  const origin: Tensor4D = tf.fill([1, ...IMAGE], 0.5);
  const first = squareStart.perturbation(randomStream(seed), IMAGE, norm, EPS);
  let state = square.init(tf.add(origin, tf.tensor4d(first, [1, ...IMAGE])));
  const visited: Visited[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const x = state.x.dataSync<'float32'>();
    const space = searchSpace(origin, { ball: balls[norm], eps: EPS, number: () => 0.8, step, steps: STEPS });
    const noise = square.draws && drawnNumbers(square.draws, [randomStream(seed, step + 1)], IMAGE);
    const seen = { logits: tf.zeros<tf.Rank.R2>([1, 4]), score: tf.tensor1d([scoreOf(x)]) };
    state = square.step(state, seen, space, noise);
    visited.push({ x, best: state.best.dataSync<'float32'>(), bestScore: at(state.bestScore.dataSync(), 0) });
  }
  return visited;
}

const distance = (norm: AttackNorm, a: Float32Array, b: ArrayLike<number>): number =>
  balls[norm].distance(Float64Array.from(a, (value, i) => value - at(b, i)));

describe.each(usualNormSchema.options)('Square in the %s ball', (norm) => {
  const grey = new Float32Array(SIZE).fill(0.5);

  it('never lets the best score fall, and proposes from the best iterate', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        tf.tidy(() => {
          const scores: number[] = [];
          const visited = search(norm, seed, (x) => {
            // Any function of the image that goes up and down.
            const score = Math.sin(1000 * x.reduce((sum, value, i) => sum + value * Math.sin(i), 0));
            scores.push(score);
            return score;
          });
          visited.forEach(({ best, bestScore }, step) => {
            const highest = Math.max(...scores.slice(0, step + 1));
            expect(bestScore).toBe(Math.fround(highest));
            expect(best).toEqual(at(visited, scores.indexOf(highest)).x);
          });
        });
      }),
      { numRuns: 4 },
    );
  });

  it('uses all of the radius in every iterate, and changes another one with every proposal', () => {
    tf.tidy(() => {
      const visited = search(norm, 3, () => 0);
      for (const { x } of visited) expect(Math.abs(distance(norm, x, grey) - EPS)).toBeLessThan(1e-6);
      for (const { best } of visited.slice(1)) expect(best).toEqual(at(visited, 0).x);
      expect(new Set(visited.map(({ x }) => x.join())).size).toBeGreaterThan(STEPS / 2);
    });
  });
});

it('moves one window to the surface in l-inf, of one sign in each channel', () => {
  tf.tidy(() => {
    const visited = search('linf', 11, () => 0);
    for (const { x, best } of visited.slice(1)) {
      const changed = [0, 1, 2].map((channel) =>
        [...x.keys()].filter((i) => i % 3 === channel && at(x, i) !== at(best, i)).map((i) => at(x, i)),
      );
      for (const values of changed) expect(new Set(values).size).toBeLessThanOrEqual(1);
    }
  });
});

it('begins with stripes in l-inf, one pixel wide', () => {
  const start = squareStart.perturbation(randomStream(1), IMAGE, 'linf', EPS);
  const firstRow = start.slice(0, 36);
  for (let row = 1; row < 10; row += 1) expect(start.slice(36 * row, 36 * (row + 1))).toEqual(firstRow);
  expect(new Set(start)).toEqual(new Set([Math.fround(EPS), -Math.fround(EPS)]));
});
