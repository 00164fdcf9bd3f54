import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { AttackOutcome } from '../results/attackResult.js';
import { worstCase } from './worstCase.js';

function outcome(withstood: ReadonlyMap<number, boolean>): AttackOutcome {
  const robust = [...withstood.values()].filter(Boolean).length;
  const [natural, left] = [proportion(withstood.size, withstood.size), proportion(robust, withstood.size)];
  return { natural, robust: left, withstood, split: 'test', flags: [] };
}

const images = (...withstood: boolean[]): AttackOutcome => outcome(new Map(withstood.entries()));

it('counts the images that withstand every attack', () => {
  expect(worstCase([images(true, true, false, false), images(true, false, true, false)])).toEqual(proportion(1, 4));
});

it('counts the images that all attacks took', () => {
  const few = outcome(new Map([[1, true]]));
  expect(worstCase([images(true, true, true), few])).toEqual(proportion(1, 1));
  expect(worstCase([few, outcome(new Map([[0, true]]))])).toBeNull();
});

it('is nothing where an attack has not run', () => {
  expect(worstCase([images(true), null])).toBeNull();
  expect(worstCase([null])).toBeNull();
});

it('is what an attack gives alone, and never more than any of several gives', () => {
  const rows = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(rows, (found) => {
      const attacks = ([0, 1, 2] as const).map((attack) => images(...found.map((row) => row[attack])));
      const worst = worstCase(attacks);
      for (const attack of attacks) {
        expect(worstCase([attack])).toEqual(attack.robust);
        expect(worst?.correct).toBeLessThanOrEqual(attack.robust.correct);
      }
    }),
  );
});
