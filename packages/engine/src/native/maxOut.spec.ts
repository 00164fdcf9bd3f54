import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openFusedOps, someValues, tensorOf, type FusedOps, type Shape } from './fusedOps.fixture.js';

let ops: FusedOps;
beforeAll(async () => {
  ops = await openFusedOps();
});

const side = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const anyCase = fc.record({
  units: side(4),
  groups: fc.tuple(side(3), side(4), side(4), side(9)),
  /** Values in halves, so that many are equal. */
  coarse: fc.boolean(),
});

/** `lin` of `units` times as many channels as `groups`, and a gradient of the shape `groups`. */
function inputs(groups: Shape, units: number, coarse: boolean): { shape: Shape; lin: Float32Array; g: Float32Array } {
  const [n, h, w, c] = groups;
  const shape: Shape = [n, h, w, c * units];
  const values = someValues(shape, 3);
  return { shape, lin: coarse ? values.map((value) => Math.round(2 * value) / 2) : values, g: someValues(groups, 8) };
}

describe('MaxOut', () => {
  it('is the largest unit of every group, and its gradient goes to the first of the largest', () => {
    fc.assert(
      fc.property(anyCase, ({ units, groups, coarse }) => {
        const { shape, lin, g } = inputs(groups, units, coarse);
        const group = (i: number): number[] => Array.from(lin.subarray(i * units, (i + 1) * units));
        tf.tidy(() => {
          const out = ops.maxOut(tensorOf(lin, shape), units);
          expect(out.shape).toEqual(groups);
          expect(Array.from(out.dataSync())).toEqual(Array.from(g, (_, i) => Math.max(...group(i))));
          const glin = ops.maxOutGrad(tensorOf(lin, shape), tensorOf(g, groups), units).dataSync();
          const expected = Array.from(g).flatMap((value, i) => {
            const first = group(i).indexOf(Math.max(...group(i)));
            return group(i).map((_, unit) => (unit === first ? value : 0));
          });
          expect(Array.from(glin)).toEqual(expected);
        });
      }),
    );
  });

  it('refuses channels that do not fall into groups, and a gradient of another shape', () => {
    const [lin, g] = [tf.ones([1, 2, 2, 5]), tf.ones([1, 2, 2, 2])];
    expect(() => ops.maxOut(lin, 2)).toThrow(/multiple of 2/);
    expect(() => ops.maxOutGrad(tf.ones([1, 2, 2, 6]), g, 2)).toThrow(/g must be/);
    tf.dispose([lin, g]);
  });
});
