import { describe, expect, it } from 'vitest';
import { attackCellSchema, attackNode } from '@bcos-bench/pipeline';
import { proportion } from '@bcos-bench/vocabulary';
import type { AttackResult } from '../results/attackResult.js';
import { checksAcrossAttacks } from './acrossAttacks.js';

const data: Parameters<typeof checksAcrossAttacks>[1] = {
  classes: Array.from({ length: 10 }, (_, i) => String(i)),
  shape: [32, 32, 3],
};
const TOTAL = 100;

function attack(eps: string, steps: number, correct: number | null, more: object = {}): AttackResult {
  const cell = attackCellSchema.parse({ norm: 'linf', eps, steps, ...more });
  const robust = correct === null ? null : proportion(correct, TOTAL);
  const outcome =
    robust === null
      ? null
      : {
          ...{ natural: proportion(90, TOTAL), robust, rightBefore: new Map(), withstood: new Map() },
          ...{ smallestRadii: null, split: 'test', flags: [] },
        };
  return { network: 'a', node: attackNode('a', cell), cell, outcome };
}

const flagsAcrossAttacks = (...[attacks, of]: Parameters<typeof checksAcrossAttacks>) =>
  checksAcrossAttacks(attacks, of).filter(({ raised }) => raised);
const names = (...attacks: AttackResult[]): string[] => flagsAcrossAttacks(attacks, data).map(({ name }) => name);

describe('flags across attacks', () => {
  it('are down where stronger attacks leave less, or as much within the interval', () => {
    expect(names(attack('8/255', 20, 40), attack('8/255', 100, 45), attack('16/255', 20, 44))).toEqual([]);
  });

  it('are listed with their numbers where they are down', () => {
    expect(checksAcrossAttacks([attack('8/255', 20, 40), attack('8/255', 100, 35)], data)).toEqual([
      expect.objectContaining({
        ...{ name: 'more steps, higher accuracy', raised: false },
        observed: expect.stringMatching(/^35 of 100 images, and 40 of 100 under /) as string,
      }),
    ]);
  });

  it('are raised where accuracy rises with the steps or the radius', () => {
    expect(names(attack('8/255', 20, 40), attack('8/255', 100, 60))).toEqual(['more steps, higher accuracy']);
    expect(names(attack('16/255', 20, 60), attack('8/255', 20, 40))).toEqual(['larger radius, higher accuracy']);
  });

  it('do not compare what differs in more', () => {
    expect(names(attack('8/255', 20, 40), attack('16/255', 100, 60))).toEqual([]);
    expect(names(attack('8/255', 20, 40), attack('8/255', 100, 60, { threat: 'pixel' }))).toEqual([]);
    expect(names(attack('8/255', 20, 40), attack('8/255', 100, 60, { 'stop-early': true }))).toEqual([]);
    expect(names(attack('8/255', 20, null), attack('8/255', 100, 60))).toEqual([]);
  });

  it('expect no more than chance of a radius that makes any image grey', () => {
    expect(names(attack('0.5', 20, 12))).toEqual([]);
    expect(names(attack('0.5', 20, 30))).toEqual(['a blinding radius leaves more than chance']);
    expect(names(attack('0.5', 20, 30, { targeted: 'random' }))).toEqual([]);
    expect(names(attack('28', 20, 30, { norm: 'l2' }))).toEqual(['a blinding radius leaves more than chance']);
    expect(names(attack('27', 20, 30, { norm: 'l2' }))).toEqual([]);
    const large = { ...data, shape: [224, 224, 3] as [number, number, 3] };
    expect(flagsAcrossAttacks([attack('190', 20, 30, { norm: 'l2' })], large)).toEqual([]);
    expect(flagsAcrossAttacks([attack('195', 20, 30, { norm: 'l2' })], large)).toHaveLength(1);
  });
});
