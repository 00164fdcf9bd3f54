import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BATCH_UNIT, batchSizeFor, shrunkSize } from './batchSize.js';

const images = fc.integer({ min: 1, max: 2000 });

it('is the smallest multiple of the unit that holds the images', () => {
  fc.assert(
    fc.property(images, (count) => {
      const size = batchSizeFor(count);
      expect(size % BATCH_UNIT).toBe(0);
      expect(size >= count && size - BATCH_UNIT < count).toBe(true);
    }),
  );
});

it('shrinks by halves and never below what is left', () => {
  fc.assert(
    fc.property(images, images, (room, left) => {
      const size = batchSizeFor(Math.max(room, left));
      const shrunk = shrunkSize(size, left);
      expect(shrunk % BATCH_UNIT).toBe(0);
      expect(shrunk >= left && shrunk <= size).toBe(true);
      if (shrunk > BATCH_UNIT) expect(left).toBeGreaterThan(shrunk / 2 - BATCH_UNIT);
    }),
  );
  const units = (size: number): number => size / BATCH_UNIT;
  const left = [16 * BATCH_UNIT, 8 * BATCH_UNIT, 5 * BATCH_UNIT, BATCH_UNIT + 1, BATCH_UNIT, 1];
  expect(left.map((images) => units(shrunkSize(16 * BATCH_UNIT, images)))).toEqual([16, 8, 8, 2, 1, 1]);
});
