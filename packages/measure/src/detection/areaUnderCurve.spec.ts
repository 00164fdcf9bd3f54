import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { areaUnderCurve } from './areaUnderCurve.js';

const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });

it('counts the pairs in which the attacked image has the larger number, and equal ones half', () => {
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (before, others) => {
      const after = before.map(() => at([...others.take(1)], 0));
      const pairs = before.flatMap((clean) =>
        after.map((attacked) => (attacked > clean ? 1 : attacked === clean ? 0.5 : 0)),
      );
      const { area, low, high } = areaUnderCurve({ before, after }, 0);
      expect(area).toBeCloseTo(pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length, 12);
      expect([low, high].every((end) => end >= 0 && end <= 1 && low <= high)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

it('is 1 with no width where all attacked images are above, and near a half where nothing differs', () => {
  const before = Array.from({ length: 30 }, (_, i) => i);
  expect(areaUnderCurve({ before, after: before.map((value) => value + 100) }, 0)).toEqual({
    area: 1,
    low: 1,
    high: 1,
  });
  const { area, low, high } = areaUnderCurve({ before, after: before.toReversed() }, 0);
  expect(area).toBe(0.5);
  expect([low < 0.45, high > 0.55]).toEqual([true, true]);
});
