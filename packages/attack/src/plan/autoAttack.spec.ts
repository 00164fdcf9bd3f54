import { describe, expect, it } from 'vitest';
import { attackOptionsOf, parseEpsilon, UsageFault } from '@bcos-bench/vocabulary';
import { plainPlan } from '../testing/plan.fixture.js';
import type { AttackPlan } from './attackPlan.js';
import { membersOf } from './autoAttack.js';

/** AutoAttack with the members that are asked for. */
function planWith(members: string): AttackPlan {
  const eps = parseEpsilon('8/255');
  const options = attackOptionsOf({ attack: 'autoattack', eps, steps: 100 }, { members });
  return { ...plainPlan, attack: 'autoattack', steps: 100, options, threat: 'pixel' };
}

const names = (members: string, classes = 10): string[] =>
  membersOf(planWith(members), classes).members.map(({ name }) => name);

describe('the members of AutoAttack', () => {
  it('are those of a version, or those that are named, in that order', () => {
    expect(names('standard')).toEqual(['apgd-ce', 'apgd-t', 'fab-t', 'square']);
    expect(names('plus')).toEqual(['apgd-ce', 'apgd-dlr', 'fab', 'square', 'apgd-t', 'fab-t']);
    expect(names('square, apgd-ce')).toEqual(['square', 'apgd-ce']);
  });

  it('stop at the first success, begin at random, and draw numbers of their own', () => {
    const { members } = membersOf(planWith('plus'), 10);
    expect(members.every(({ plan }) => plan.stopEarly && plan.randomStart)).toBe(true);
    expect(new Set(members.map(({ plan }) => plan.seed)).size).toBe(members.length);
    expect(members.map(({ plan }) => plan.restarts)).toEqual([5, 5, 5, 1, 1, 1]);
  });

  it('have the defaults of the authors', () => {
    const plans = membersOf(planWith('standard'), 10).members.map(({ plan }) => plan);
    expect(plans).toMatchObject([
      { steps: 100, loss: 'ce', options: { rho: 0.75 } },
      { steps: 100, loss: 'dlr', options: { rho: 0.75, targets: 9 } },
      { steps: 100, loss: 'difference', options: { targets: 9, 'alpha-max': 0.1, eta: 1.05, beta: 0.9 } },
      { steps: 5000, loss: 'margin', options: { 'p-init': 0.8 } },
    ]);
    expect(plans.map(({ restarts }) => restarts)).toEqual([1, 1, 1, 1]);
  });

  it('are those that exist for few classes, and the others are named', () => {
    const { members, leftOut } = membersOf(planWith('apgd-ce,apgd-dlr,apgd-t'), 3);
    expect(members.map(({ name }) => name)).toEqual(['apgd-ce', 'apgd-dlr']);
    expect(leftOut).toEqual(['apgd-t']);
    expect(() => membersOf(planWith('apgd-t'), 3)).toThrow('--members: none of apgd-t can have 3 classes');
  });

  it('are those that can have many classes', () => {
    expect(membersOf(planWith('plus'), 1000).leftOut).toEqual(['fab']);
    expect(membersOf(planWith('plus'), 100).leftOut).toEqual([]);
  });

  it('are refused where there is none of that name', () => {
    expect(() => membersOf(planWith('apgd-ce,pdg'), 10)).toThrow(UsageFault);
    expect(() => membersOf(planWith('apgd-ce,pdg'), 10)).toThrow("--members: 'pdg' is no member of an ensemble");
  });
});
