import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at, normSchema, parseEpsilon } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { stepWithin } from './ball.js';
import { balls } from './balls.js';

const SHAPE: [number, number, number, number] = [2, 2, 2, 3];
const SIZE = 12;
const unit = fc.float({ min: 0, max: 1, noNaN: true });
const signed = fc.float({ min: -2, max: 2, noNaN: true });
const images = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: 2 * SIZE, maxLength: 2 * SIZE });
const eps = parseEpsilon('8/255');

const grey = (shape: [number, number, number, number]): Tensor4D => tf.fill(shape, 0.5);

function perturbations(x: Tensor4D, origin: readonly number[]): Float64Array[] {
  const difference = Float64Array.from(x.dataSync(), (value, i) => value - Math.fround(at(origin, i)));
  return [difference.subarray(0, SIZE), difference.subarray(SIZE)];
}

describe.each(normSchema.options)('the %s ball', (norm) => {
  const ball = balls[norm];

  beforeAll(async () => {
    await openPlain();
  });

  it('keeps every step within its radius and within the range of images', () => {
    fc.assert(
      fc.property(
        images(unit),
        images(signed),
        fc.float({ min: Math.fround(0.001), max: 3, noNaN: true }),
        (origin, gradient, stepSize) => {
          tf.tidy(() => {
            const clean = tf.tensor4d(origin, SHAPE);
            const x = stepWithin({ ball, origin: clean, eps }, clean, tf.tensor4d(gradient, SHAPE), stepSize);
            for (const value of x.dataSync()) expect(value >= 0 && value <= 1).toBe(true);
            for (const perturbation of perturbations(x, origin))
              expect(ball.distance(perturbation)).toBeLessThanOrEqual(eps + 1e-6);
          });
        },
      ),
    );
  });

  it('makes a perturbation within its radius of any normal numbers', () => {
    fc.assert(
      fc.property(images(fc.float({ min: -6, max: 6, noNaN: true })), (normals) => {
        const values = tf.tidy(() => ball.ofNormals(tf.tensor4d(normals, SHAPE), eps).dataSync());
        for (const perturbation of [values.subarray(0, SIZE), values.subarray(SIZE)])
          expect(ball.distance(Float64Array.from(perturbation))).toBeLessThanOrEqual(eps + 1e-6);
      }),
    );
  });

  it('leaves a perturbation alone that lies within', () => {
    const most = Math.fround(norm === 'l1' ? 0.03 / SIZE : 0.008);
    fc.assert(
      fc.property(images(fc.float({ min: -most, max: most, noNaN: true })), (values) => {
        const projected = tf.tidy(() => ball.project(tf.tensor4d(values, SHAPE), eps, grey(SHAPE)).dataSync());
        // -0 and 0 are one number.
        expect(Array.from(projected, (value) => value + 0)).toEqual(values.map((value) => value + 0));
      }),
    );
  });

  it('starts at random within its radius, from the key alone', () => {
    const draw = () => ball.randomPerturbation(randomStream(1, 2, 3), SIZE, eps);
    expect(draw()).toEqual(draw());
    expect(ball.distance(Float64Array.from(draw()))).toBeLessThanOrEqual(eps + 1e-6);
    expect(draw()).not.toEqual(ball.randomPerturbation(randomStream(1, 2, 4), SIZE, eps));
  });

  it('does not move where the gradient is zero', () => {
    const moved = tf.tidy(() => ball.step(tf.zeros(SHAPE), 0.5).dataSync());
    expect(Array.from(moved)).toEqual(Array(2 * SIZE).fill(0));
  });
});

describe('steps', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it('go by the sign of the gradient in l-inf', () => {
    const step = tf.tidy(() => balls.linf.step(tf.tensor4d([3, -0.1, 0, 7], [1, 2, 2, 1]), 0.25).dataSync());
    expect(Array.from(step)).toEqual([0.25, -0.25, 0, 0.25]);
  });

  it('have the length of a step in l2, image by image', () => {
    const step = tf.tidy(() => balls.l2.step(tf.tensor4d([3, 4, 0, 30], [2, 1, 2, 1]), 0.5).dataSync());
    [0.3, 0.4, 0, 0.5].forEach((expected, i) => expect(step[i]).toBeCloseTo(expected, 6));
  });

  it('scale a perturbation back to the sphere in l2', () => {
    const projected = tf.tidy(() =>
      balls.l2.project(tf.tensor4d([3, 4], [1, 1, 2, 1]), parseEpsilon(1), grey([1, 1, 2, 1])).dataSync(),
    );
    [0.6, 0.8].forEach((expected, i) => expect(projected[i]).toBeCloseTo(expected, 6));
  });
});

/** By definition, in float64. */
const lengths = {
  l1: (values: readonly number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0),
  l2: (values: readonly number[]) => Math.hypot(...values),
  linf: (values: readonly number[]) => Math.max(...values.map(Math.abs)),
};
/** The norm in which the slope along a step of length 1 is measured. */
const dualOf = { l1: 'linf', l2: 'l2', linf: 'l1' } as const;

describe.each(normSchema.options)('the length in %s', (norm) => {
  const ball = balls[norm];
  beforeAll(async () => {
    await openPlain();
  });

  it('is that of each image by itself, as its definition has it, and so is that of gradients', () => {
    fc.assert(
      fc.property(images(signed), (values) => {
        const [found, dual] = tf.tidy(() => {
          const tensor = tf.tensor4d(values, SHAPE);
          return [ball.length(tensor), ball.dualLength(tensor)].map((lengthOf) => ({
            shape: lengthOf.shape,
            values: [...lengthOf.dataSync()],
          }));
        });
        const rows = [values.slice(0, SIZE), values.slice(SIZE)];
        expect([found?.shape, dual?.shape]).toEqual([
          [2, 1, 1, 1],
          [2, 1, 1, 1],
        ]);
        rows.forEach((row, image) => {
          const expected = lengths[norm](row);
          expect(found?.values[image]).toBeCloseTo(expected, 4);
          expect(ball.distance(Float64Array.from(row))).toBeCloseTo(expected, 9);
          expect(dual?.values[image]).toBeCloseTo(lengths[dualOf[norm]](row), 4);
        });
      }),
    );
  });

  it('is that of the radius where numbers are drawn in l1 and l2, to both sides, and below it in l-inf', () => {
    const most = parseEpsilon(1);
    const drawn = [...ball.randomPerturbation(randomStream(1, 2, 3), 100, most)];
    const length = lengths[norm](drawn);
    if (norm === 'linf') expect(length).toBeLessThan(1);
    expect(length).toBeCloseTo(1, norm === 'linf' ? 1 : 5);
    expect(Math.min(...drawn)).toBeLessThan(0);
    expect(Math.max(...drawn)).toBeGreaterThan(0);
  });

  it('is that of the radius where normal numbers are far out; in l-inf they are cut off', () => {
    const normals = Array.from({ length: 2 * SIZE }, (_, i) => (i % 2 === 0 ? -3 : 2 * i + 1));
    const made = tf.tidy(() => [...ball.ofNormals(tf.tensor4d(normals, SHAPE), 0.5).dataSync()]);
    for (const row of [made.slice(0, SIZE), made.slice(SIZE)]) expect(lengths[norm](row)).toBeCloseTo(0.5, 5);
    made.forEach((value, i) => expect(Math.sign(value)).toBe(i % 2 === 0 ? -1 : 1));
    if (norm === 'linf') made.forEach((value) => expect(Math.abs(value)).toBe(0.5));
  });

  it('goes by its name', () => {
    expect(ball.norm).toBe(norm);
  });
});

describe('the l1 ball', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it('brings a perturbation back to the nearest one within radius and range: all numbers reduced alike, and cut where the range ends', () => {
    const radius = fc.float({ min: Math.fround(0.01), max: 4, noNaN: true });
    fc.assert(
      fc.property(images(unit), images(signed), radius, (origin, wanted, most) => {
        const projected = tf.tidy(() =>
          balls.l1.project(tf.tensor4d(wanted, SHAPE), most, tf.tensor4d(origin, SHAPE)).dataSync(),
        );
        for (const image of [0, 1]) {
          const rows = [origin, wanted, [...projected]].map((values) => values.slice(image * SIZE, (image + 1) * SIZE));
          expectNearest({ origin: at(rows, 0), wanted: at(rows, 1), projected: at(rows, 2) }, most);
        }
      }),
    );
  });

  it('goes along the signs of the numbers of a gradient that are not 0, each as far as the others', () => {
    const step = tf.tidy(() => balls.l1.step(tf.tensor4d([3, -0.1, 0, 0], [1, 2, 2, 1]), 0.5).dataSync());
    expect(Array.from(step)).toEqual([0.25, -0.25, 0, 0]);
  });
});

interface Projection {
  readonly origin: readonly number[];
  readonly wanted: readonly number[];
  readonly projected: readonly number[];
}

/** Expects what characterises the projection (its KKT conditions): one reduction explains every number, and it is 0 unless the radius is reached. */
function expectNearest({ origin, wanted, projected }: Projection, radius: number): void {
  const length = projected.reduce((sum, value) => sum + Math.abs(value), 0);
  expect(length).toBeLessThanOrEqual(radius + 1e-5);
  const reachesRadius = length > radius - 1e-4;
  const reductions: number[] = [];
  // What a number at the end of its range leaves to a reduction, and what a number that is 0 asks of it.
  let [most, least] = [Infinity, 0];
  projected.forEach((value, i) => {
    const clean = Math.fround(at(origin, i));
    const room = at(wanted, i) > 0 ? 1 - clean : clean;
    const size = Math.abs(at(wanted, i));
    expect(Math.abs(value)).toBeLessThanOrEqual(room + 1e-6);
    expect(value * at(wanted, i)).toBeGreaterThanOrEqual(0);
    if (!reachesRadius) expect(Math.abs(value)).toBeCloseTo(Math.min(size, room), 5);
    else if (Math.abs(value) < room - 1e-5 && Math.abs(value) > 1e-5) reductions.push(size - Math.abs(value));
    else if (Math.abs(value) <= 1e-5 && room > 1e-4) least = Math.max(least, size);
    else if (room > 1e-4) most = Math.min(most, size - room);
  });
  if (reductions.length > 0) expect(Math.max(...reductions) - Math.min(...reductions)).toBeLessThan(1e-5);
  for (const reduction of reductions) {
    expect(reduction).toBeLessThan(most + 1e-4);
    expect(reduction).toBeGreaterThan(least - 1e-4);
  }
}
