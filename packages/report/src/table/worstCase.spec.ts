import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { AttackOutcome } from '../results/attackResult.js';
import { worstCase } from './worstCase.js';

type Outcome = Pick<AttackOutcome, 'withstood'>;

const images = (...withstood: boolean[]): Outcome => ({ withstood: new Map(withstood.entries()) });

it('counts the images that withstand every attack', () => {
  expect(worstCase([images(true, true, false, false), images(true, false, true, false)])).toEqual({
    share: proportion(1, 4),
    withstood: new Map([true, false, false, false].entries()),
  });
});

it('counts the images that all attacks took', () => {
  const few = { withstood: new Map([[1, true]]) };
  expect(worstCase([images(true, true, true), few])?.share).toEqual(proportion(1, 1));
  expect(worstCase([few, images(true)])).toBeNull();
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
        const left = [...attack.withstood.values()].filter(Boolean).length;
        expect(worstCase([attack])?.share).toEqual(proportion(left, found.length));
        expect(worst?.share.correct).toBeLessThanOrEqual(left);
      }
    }),
  );
});
