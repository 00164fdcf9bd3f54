import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { classRanking } from './classRanking.js';

it('puts the largest logit first, and of equals the lower class', () => {
  expect(classRanking([-1, 3, 0, 3, -1])).toEqual([1, 3, 2, 0, 4]);
});

it('holds every class once, by falling logit', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (logits) => {
      const ranking = classRanking(logits);
      expect([...ranking].sort((a, b) => a - b)).toEqual([...logits.keys()]);
      const falling = ranking.map((k) => at(logits, k));
      expect(falling.every((logit, i) => i === 0 || logit <= at(falling, i - 1))).toBe(true);
    }),
  );
});
