import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { only, type UsualNorm } from '@bcos-bench/vocabulary';
import { windowSide } from './windowSide.js';

beforeAll(async () => {
  await openPlain();
});

function sideAt(
  step: number,
  steps: number,
  norm: UsualNorm = 'linf',
  firstShare = 0.8,
  rows = 32,
  columns = 32,
): number {
  return tf.tidy(() => only(windowSide(norm, { step, steps, firstShare }, rows, columns).dataSync()));
}

/** The share that the authors' schedule has, in whole numbers. */
function shareAt(step: number, steps: number): number {
  const of10000 = Math.floor((step * 10_000) / steps);
  const halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000].filter((bound) => of10000 > bound).length;
  return 0.8 / 2 ** halvings;
}

describe('the side of a window', () => {
  it.each([5000, 10_000, 300, 37])('follows the schedule at each of %d steps', (steps) => {
    for (let step = 0; step < steps; step += Math.ceil(steps / 500)) {
      const expected = Math.max(1, Math.round(Math.sqrt(shareAt(step, steps) * 1024)));
      expect([step, sideAt(step, steps)]).toEqual([step, expected]);
    }
  });

  it('is what the paper says where 10,000 steps are taken', () => {
    const at = [0, 10, 11, 51, 201, 501, 1001, 2001, 4001, 6001, 8001];
    expect(at.map((step) => sideAt(step, 10_000))).toEqual([29, 29, 20, 14, 10, 7, 5, 4, 3, 2, 1]);
    expect(at.map((step) => sideAt(step, 10_000, 'l2'))).toEqual([29, 29, 21, 15, 11, 7, 5, 5, 3, 3, 3]);
  });

  it('is never longer than the image, nor shorter than a pixel', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.constantFrom('linf', 'l2'), fc.nat({ max: 99 }), (rows, columns, norm, step) => {
        const found = sideAt(step, 100, norm, 1, rows, columns);
        expect(found).toBeGreaterThanOrEqual(1);
        expect(found).toBeLessThanOrEqual(Math.min(rows, columns));
        expect(Number.isInteger(found)).toBe(true);
      }),
    );
  });
});
