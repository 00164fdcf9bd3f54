import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rankedTarget, targetOf, targetRules, type TargetRule } from './targetRule.js';
import { plainPlan } from '../testing/plan.fixture.js';

const names = Object.keys(targetRules) as TargetRule[];
const logitsOf = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 10, maxLength: 10 });
const labelOf = fc.integer({ min: 0, max: 9 });

it.each(names.filter((name) => name !== 'given'))(
  '%s is a class other than the right one, of the image alone',
  (target) => {
    fc.assert(
      fc.property(logitsOf, labelOf, fc.nat(50_000), (logits, label, index) => {
        const plan = { ...plainPlan, target };
        const chosen = targetOf(plan, { index, label, logits });
        expect(chosen).not.toBe(label);
        expect(chosen >= 0 && chosen < 10).toBe(true);
        expect(targetOf(plan, { index, label, logits })).toBe(chosen);
      }),
    );
  },
);

it('is the least likely of the wrong classes', () => {
  const image = { index: 0, label: 1, logits: [3, -9, 2, -4] };
  expect(targetOf({ ...plainPlan, target: 'least-likely' }, image)).toBe(3);
});

it('takes every wrong class at random, and others with another seed', () => {
  const drawn = (seed: number) =>
    Array.from({ length: 300 }, (_, index) =>
      targetOf({ ...plainPlan, target: 'random', seed }, { index, label: 4, logits: Array<number>(10).fill(0) }),
    );
  expect([...new Set(drawn(0))].sort()).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
  expect(drawn(1)).not.toEqual(drawn(0));
});

it('is the class that is given', () => {
  const plan = { ...plainPlan, target: 'given', targetClass: 7 } as const;
  expect(targetOf(plan, { index: 0, label: 1, logits: [] })).toBe(7);
});

it('is the right class, which has no use, of an untargeted attack', () => {
  expect(targetOf({ ...plainPlan, target: null }, { index: 0, label: 1, logits: [] })).toBe(1);
});

it('of a rank is, of classes that are equally likely, the first', () => {
  expect([0, 1, 2].map((rank) => rankedTarget([1, 5, 5, 5], 0, rank))).toEqual([1, 2, 3]);
});

it('of a rank is a wrong class, the likeliest first, each once', () => {
  fc.assert(
    fc.property(logitsOf, labelOf, (logits, label) => {
      const targets = Array.from({ length: 9 }, (_, rank) => rankedTarget(logits, label, rank));
      expect([...targets, label].sort()).toEqual([...logits.keys()]);
      const ranked = targets.map((target) => logits[target]);
      expect(ranked).toEqual(ranked.toSorted((a = NaN, b = NaN) => b - a));
    }),
  );
  expect(() => rankedTarget([1, 2], 0, 1)).toThrow(new RangeError('no wrong class has rank 1 of 1'));
});
