import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { lookUp, at, usualNormSchema, type AttackNorm } from '@bcos-bench/vocabulary';
import { balls } from '../../balls.js';
import { searchSpace } from '../../testing/searchSpace.fixture.js';
import { fab } from './fab.js';
import { fabTargeted } from './fabTargeted.js';

const SIZE = 12;
const OPTIONS = new Map([
  ['alpha-max', 0.1],
  ['eta', 1.05],
  ['beta', 0.9],
]);
const number = (option: string): number => lookUp(OPTIONS, option);

beforeAll(async () => {
  await openPlain();
});

/** A boundary of a linear network: the wrong class is above the label where `weights` times (x - 0.5) is above `threshold`. */
interface Plane {
  readonly weights: readonly number[];
  readonly threshold: number;
}

const dualOf = (norm: AttackNorm, weights: readonly number[]): number =>
  norm === 'linf' ? weights.reduce((sum, w) => sum + Math.abs(w), 0) : Math.hypot(...weights);

/** The iterates of a grey image under a linear network of four classes, of which 0 is the label. */
function iterates(norm: AttackNorm, planes: readonly Plane[], only: number | null, steps = 3): Float32Array[] {
  return tf.tidy(() => {
    const origin: Tensor4D = tf.fill([1, 2, 2, 3], 0.5);
    const boundariesAt = (x: Tensor4D) =>
      planes.map(({ weights, threshold }) => {
        const gradient = tf.tensor4d([...weights], [1, 2, 2, 3]);
        const difference: Tensor1D = tf.sub(tf.sum(tf.mul(gradient, tf.sub(x, origin)), [1, 2, 3]), threshold);
        return { difference, gradient };
      });
    let state = fab.init(origin);
    const visited: Float32Array[] = [];
    for (let step = 0; step <= steps; step += 1) {
      visited.push(state.x.dataSync<'float32'>());
      const seen = boundariesAt(state.x);
      const differences = seen.map(({ difference }) => at(difference.dataSync(), 0));
      const logits = tf.tensor2d([[0, ...differences]]);
      const space = searchSpace(origin, { ball: balls[norm], number, step, steps });
      const score = tf.tensor1d([Math.max(...differences)]);
      if (only === null) {
        const gradients = tf.stack(
          seen.map(({ gradient }) => gradient),
          1,
        );
        const boundaries = {
          differences: tf.tensor2d([differences]),
          gradients: tf.reshape<tf.Rank.R5>(gradients, [1, seen.length, 2, 2, 3]),
        };
        state = fab.step(state, { logits, score, boundaries }, space, null);
      } else {
        const { difference, gradient } = at(seen, only);
        state = fabTargeted.step(state, { logits, score: difference, gradient }, space, null);
      }
    }
    return visited;
  });
}

const weight = fc.integer({ min: 1, max: 100 }).chain((size) => fc.constantFrom(size / 100, -size / 100));
const weights = fc.array(weight, { minLength: SIZE, maxLength: SIZE });

describe.each(usualNormSchema.options)('FAB in %s', (norm) => {
  it('steps to the nearest boundary as FAB does towards its class, whatever the size of its gradient', () => {
    const places = fc.shuffledSubarray([0.03, 0.06, 0.09], { minLength: 3 });
    const scales = fc.array(fc.constantFrom(0.001, 1, 1000), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(weights, weights, weights), places, scales, (directions, distances, sizes) => {
        const planes = directions.map((direction, i) => {
          const scaled = direction.map((w) => w * at(sizes, i));
          return { weights: scaled, threshold: at(distances, i) * dualOf(norm, scaled) };
        });
        const nearest = distances.indexOf(Math.min(...distances));
        const first = at(iterates(norm, planes, null, 1), 1);
        expect(first).toEqual(at(iterates(norm, planes, nearest, 1), 1));
        const length = balls[norm].distance(Float64Array.from(first, (value) => value - 0.5));
        expect(length).toBeCloseTo(1.05 * at(distances, nearest), 5);
      }),
      { numRuns: 20 },
    );
  });

  it('does not step to a class without a gradient, however near its logit', () => {
    const flat = { weights: new Array<number>(SIZE).fill(0), threshold: 1e-6 };
    const steep = { weights: new Array<number>(SIZE).fill(0.1), threshold: 0.01 };
    const [, first] = iterates(norm, [flat, steep, flat], null, 1);
    expect(first).toEqual(at(iterates(norm, [steep], null, 1), 1));
  });

  it('stays where there is no gradient at all', () => {
    const flat = { weights: new Array<number>(SIZE).fill(0), threshold: 1 };
    for (const x of iterates(norm, [flat, flat, flat], null)) expect(x).toEqual(new Float32Array(SIZE).fill(0.5));
  });
});
