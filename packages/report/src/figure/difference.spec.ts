import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { difference, differenceRaster } from './difference.js';
import type { Raster } from './raster.js';

const SIZE = { rows: 4, columns: 8 };

const raster: fc.Arbitrary<Raster> = fc
  .float32Array({
    minLength: 3 * SIZE.rows * SIZE.columns,
    maxLength: 3 * SIZE.rows * SIZE.columns,
    min: 0,
    max: 1,
    noNaN: true,
  })
  .map((rgb) => ({ ...SIZE, rgb }));

describe('difference', () => {
  it('is after minus before', () => {
    expect(difference(Float32Array.of(1, 0.5, 0), Float32Array.of(0.5, 0.5, 0.25))).toEqual(
      Float32Array.of(0.5, 0, -0.25),
    );
  });
});

describe('differenceRaster', () => {
  it('takes the smallest value to 0 and the largest to 1, over all channels', () => {
    const before = { ...SIZE, rgb: new Float32Array(3 * SIZE.rows * SIZE.columns).fill(0.5) };
    const after = { ...SIZE, rgb: before.rgb.slice() };
    after.rgb.set([0.25, 0.5, 1]);
    const [low, middle, high, rest] = differenceRaster(after, before).rgb;
    expect([low, middle, high, rest]).toEqual([0, expect.closeTo(1 / 3), 1, expect.closeTo(1 / 3)]);
  });
  it('is grey where nothing differs', () => {
    const same = { ...SIZE, rgb: new Float32Array(3 * SIZE.rows * SIZE.columns).fill(0.3) };
    expect(new Set(differenceRaster(same, same).rgb)).toEqual(new Set([0.5]));
  });
  it('turns round with the images', () => {
    fc.assert(
      fc.property(raster, raster, (a, b) => {
        const [forth, back] = [differenceRaster(a, b).rgb, differenceRaster(b, a).rgb];
        expect(Math.max(...forth.map((value, i) => Math.abs(value + at(back, i) - 1)))).toBeLessThan(1e-6);
      }),
      { numRuns: 10 },
    );
  });
});
