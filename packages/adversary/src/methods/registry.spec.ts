import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at, attackDescription, attacksExplanation, methodNameSchema } from '@bcos-bench/vocabulary';
import type { AllGradientsEvaluation, GradientEvaluation, MethodState } from '../attackMethod.js';
import { balls } from '../balls.js';
import { searchSpace } from '../testing/searchSpace.fixture.js';
import { attackMethods } from './registry.js';

const IMAGES = 3;
const SIZE = 12;
const STEPS = 3;
const EPS = 0.1;

const numbers = (min: number, max: number, length: number) =>
  fc.array(fc.float({ min, max, noNaN: true }), { minLength: length, maxLength: length });

/** What a method is shown in its steps: random scores and gradients, and the noise that it draws. */
const shown = fc.record({
  origin: numbers(0, 1, IMAGES * SIZE),
  scores: fc.array(numbers(-2, 2, IMAGES), { minLength: STEPS, maxLength: STEPS }),
  gradients: fc.array(numbers(-2, 2, IMAGES * SIZE), { minLength: STEPS, maxLength: STEPS }),
  noise: fc.array(numbers(-4, 4, IMAGES * SIZE), { minLength: STEPS, maxLength: STEPS }),
});

const cases = methodNameSchema.options.flatMap((name) => attackDescription(name).norms.map((norm) => ({ name, norm })));

it('has an objective for the explanation where the attack is on it, and there alone', () => {
  const withObjective = methodNameSchema.options.filter((name) => attackMethods[name].objective !== undefined);
  expect(withObjective).toEqual(methodNameSchema.options.filter(attacksExplanation));
});

describe.each(cases)('$name in the $norm ball', ({ name, norm }) => {
  const method = attackMethods[name];

  beforeAll(async () => {
    await openPlain();
  });

  /** The last iterates of the images in `rows`, one after the other. */
  function iterates(
    rows: readonly number[],
    seen: typeof shown extends fc.Arbitrary<infer T> ? T : never,
  ): Float32Array[] {
    return tf.tidy(() => {
      const images = (values: readonly number[]): Tensor4D =>
        tf.tensor4d(
          rows.flatMap((row) => values.slice(row * SIZE, (row + 1) * SIZE)),
          [rows.length, 2, 2, 3],
        );
      const origin = images(seen.origin);
      const noiseOf = (values: readonly number[]): tf.Tensor | null => {
        if (method.draws === null) return null;
        const each = method.draws.shape([2, 2, 3]);
        const size = each.reduce((product, length) => product * length, 1);
        const isUniform = method.draws.kind === 'uniform';
        const drawn = rows.flatMap((row) =>
          Array.from({ length: size }, (_, i) => at(values, (row * SIZE + i) % values.length)),
        );
        return tf.tensor(isUniform ? drawn.map((value) => (value + 4) / 8) : drawn, [rows.length, ...each]);
      };
      let state: MethodState = method.init(origin);
      for (let step = 0; step < STEPS; step += 1) {
        const gradient = images(at(seen.gradients, step));
        const score = tf.tensor1d(rows.map((row) => at(at(seen.scores, step), row)));
        const evaluation: GradientEvaluation & AllGradientsEvaluation = {
          logits: tf.zeros([rows.length, 4]),
          score,
          gradient,
          boundaries: {
            differences: tf.stack([score, tf.mul(score, -0.5)], 1).as2D(rows.length, 2),
            gradients: tf.stack([gradient, tf.reverse(gradient, 1)], 1).as5D(rows.length, 2, 2, 2, 3),
          },
        };
        const space = searchSpace(origin, { ball: balls[norm], eps: EPS, step, steps: STEPS });
        state = method.step(state, evaluation, space, noiseOf(at(seen.noise, step)));
      }
      const flat = state.x.dataSync<'float32'>();
      return rows.map((_, i) => flat.slice(i * SIZE, (i + 1) * SIZE));
    });
  }

  it('stays within [0,1], and within the radius unless it looks for the nearest image', () => {
    const most = attackDescription(name).finds === 'nearest' ? Infinity : EPS + 1e-6;
    fc.assert(
      fc.property(shown, (seen) => {
        iterates([0, 1, 2], seen).forEach((x, row) => {
          const perturbation = Float64Array.from(x, (value, i) => value - Math.fround(at(seen.origin, row * SIZE + i)));
          expect(balls[norm].distance(perturbation)).toBeLessThanOrEqual(most);
          expect(x.every((value) => value >= 0 && value <= 1)).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('moves an image in the same way in any company', () => {
    fc.assert(
      fc.property(shown, (seen) => {
        const together = iterates([0, 1, 2], seen);
        expect(iterates([2, 0], seen)).toEqual([together[2], together[0]]);
      }),
      { numRuns: 40 },
    );
  });
});
