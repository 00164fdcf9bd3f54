import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { addNoise } from '../page/client/explorer/addNoise.js';
import { magnificationOf, noiseRaster } from './magnifiedNoise.js';

describe('magnificationOf', () => {
  it('is what brings the largest noise of all images to the edge, in two digits, rounded down', () => {
    expect(magnificationOf([Float32Array.of(0, 8 / 255), Float32Array.of(-2 / 255, 0)])).toBe(15);
    expect(magnificationOf([Float32Array.of(0.1), Float32Array.of(-0.3)])).toBe(1.6);
    expect(magnificationOf([Float32Array.of(-0.001)])).toBe(490);
    expect(magnificationOf([Float32Array.of(0, 0)])).toBe(1);
    expect(magnificationOf([])).toBe(1);
  });
  it('cuts nothing', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(1e-6), max: 1, noNaN: true }), (largest) => {
        const shown = magnificationOf([Float32Array.of(-largest)]) * largest;
        expect(shown).toBeLessThanOrEqual(0.5000001);
        expect(shown).toBeGreaterThan(0.45);
      }),
    );
  });
});

it('is taken back by the page to half a byte over the magnification', () => {
  const size = 3 * 6 * 10;
  const noise = Float32Array.from({ length: size }, (_, i) => (8 / 255) * Math.sin(i));
  const bytes = noiseRaster(noise, [6, 10], 15).rgb.map((value) => Math.round(255 * value));
  const withOpacity = (rgb: ArrayLike<number>) =>
    Uint8ClampedArray.from({ length: 4 * 6 * 10 }, (_, i) =>
      i % 4 === 3 ? 255 : at(rgb, 3 * Math.floor(i / 4) + (i % 4)),
    );
  const grey = withOpacity(new Float32Array(size).fill(100));
  const attacked = addNoise(grey, withOpacity(bytes), 15);
  const expected = withOpacity(noise.map((value) => Math.round(100 + 255 * value)));
  const errors = attacked.map((value, i) => Math.abs(value - at(expected, i)));
  expect(Math.max(...errors)).toBeLessThanOrEqual(1);
});
