import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { roundedImage } from './roundedImage.js';

it('leaves the numbers of a file as they are, and moves others by half a step at most', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(roundedImage(Float32Array.from(bytes, (byte) => byte / 255))).toEqual(bytes);
  fc.assert(
    fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (numbers) => {
      const values = Float32Array.from(numbers);
      roundedImage(values).forEach((byte, i) => {
        expect(Math.abs(byte / 255 - at(values, i))).toBeLessThanOrEqual(0.5 / 255 + 1e-7);
      });
    }),
  );
});
