import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { lookUp, at, usualNormSchema, type AttackNorm } from '@bcos-bench/vocabulary';
import { balls } from '../../balls.js';
import { searchSpace } from '../../testing/searchSpace.fixture.js';
import { fabTargeted } from './fabTargeted.js';

const SIZE = 12;
const OPTIONS = new Map([
  ['alpha-max', 0.1],
  ['eta', 1.05],
  ['beta', 0.9],
]);

beforeAll(async () => {
  await openPlain();
});

/** The iterates of an image of 0.5 under a linear network of two classes: label 0 below the hyperplane, 1 above. */
function iterates(norm: AttackNorm, weights: readonly number[], bias: number, steps: number): Float32Array[] {
  return tf.tidy(() => {
    const origin: Tensor4D = tf.fill([1, 2, 2, 3], 0.5);
    const gradient = tf.tensor4d([...weights], [1, 2, 2, 3]);
    let state = fabTargeted.init(origin);
    const visited: Float32Array[] = [];
    for (let step = 0; step <= steps; step += 1) {
      visited.push(state.x.dataSync<'float32'>());
      const score: tf.Tensor1D = tf.add(tf.sum(tf.mul(gradient, state.x), [1, 2, 3]), bias);
      const isAbove = at(score.dataSync(), 0) > 0 ? 1 : 0;
      const logits = tf.tensor2d([[1 - isAbove, isAbove, -1, -1]]);
      const number = (option: string): number => lookUp(OPTIONS, option);
      const space = searchSpace(origin, { ball: balls[norm], number, step, steps });
      state = fabTargeted.step(state, { score, gradient, logits }, space, null);
    }
    return visited;
  });
}

const distance = (norm: AttackNorm, x: Float32Array): number =>
  balls[norm].distance(Float64Array.from(x, (value) => value - 0.5));

describe.each(usualNormSchema.options)('FAB towards a class in %s', (norm) => {
  it('goes beyond a hyperplane by what eta says in one step, and a tenth of the way back in the next', () => {
    const weight = fc.integer({ min: 1, max: 100 }).chain((size) => fc.constantFrom(size / 100, -size / 100));
    fc.assert(
      fc.property(fc.array(weight, { minLength: SIZE, maxLength: SIZE }), (weights) => {
        const dual = norm === 'linf' ? weights.reduce((sum, w) => sum + Math.abs(w), 0) : Math.hypot(...weights);
        const nearest = 0.05;
        const bias = -weights.reduce((sum, w) => sum + 0.5 * w, 0) - nearest * dual;
        const [image, across, back] = iterates(norm, weights, bias, 2).map((x) => distance(norm, x));
        expect(image).toBe(0);
        expect(across).toBeCloseTo(1.05 * nearest, 5);
        expect(back).toBeCloseTo(0.9 * 1.05 * nearest, 5);
      }),
      { numRuns: 20 },
    );
  });

  it('stays where there is no gradient', () => {
    for (const x of iterates(norm, new Array<number>(SIZE).fill(0), -1, 3)) expect(distance(norm, x)).toBe(0);
  });
});
