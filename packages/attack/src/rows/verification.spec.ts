import { describe, expect, it } from 'vitest';
import { parseEpsilon } from '@bcos-bench/vocabulary';
import type { AttackPlan } from '../plan/attackPlan.js';
import { plainPlan } from '../testing/plan.fixture.js';
import { measure, verify } from './verification.js';

const plan: AttackPlan = { ...plainPlan, norm: 'l2', eps: parseEpsilon(0.5), threat: 'pixel' };
const origin = Float32Array.of(0.5, 0.5, 0.5, 0.5);
const check = (...values: number[]): void => {
  const attacked = Float32Array.from(values);
  verify(attacked, measure(attacked, origin), plan, 17);
};

describe('verification', () => {
  it('measures both norms in float64', () => {
    expect(measure(Float32Array.of(0.75, 0.25, 0.5, 0.5), origin)).toEqual({ linf: 0.25, l2: Math.sqrt(0.125) });
  });

  it('lets an image on the sphere pass', () => {
    expect(() => check(0.75, 0.25, 0.75, 0.25)).not.toThrow();
  });

  it.each([
    ['beyond its radius', [0.75, 0.25, 0.75, 0.249]],
    ['outside [0,1]', [1.0001, 0.5, 0.5, 0.5]],
    ['not a number', [NaN, 0.5, 0.5, 0.5]],
  ])('stops an image that is %s, and names it', (_, values) => {
    expect(() => check(...values)).toThrow(/^image 17: /);
  });
});
