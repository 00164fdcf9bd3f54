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
  it('measures every norm in float64', () => {
    const distances = { linf: 0.25, l2: Math.sqrt(0.125), l1: 0.5 };
    expect(measure(Float32Array.of(0.75, 0.25, 0.5, 0.5), origin)).toEqual(distances);
  });

  it('lets an image on the sphere pass', () => {
    expect(() => check(0.75, 0.25, 0.75, 0.25)).not.toThrow();
  });

  it('lets the rounding of every number pass in l1, and no more', () => {
    const size = 3072;
    const grey = new Float32Array(size).fill(0.5);
    const moved = (by: number): Float32Array => grey.map((value) => value + by / size);
    const inL1 = (attacked: Float32Array) => () =>
      verify(attacked, measure(attacked, grey), { ...plan, norm: 'l1' }, 17);
    expect(inL1(moved(0.50005))).not.toThrow();
    expect(inL1(moved(0.5002))).toThrow('image 17: its l1 distance is 0.5');
  });

  it('lets a perturbation exceed its radius by the rounding of float32, and by no more', () => {
    const beyond = (by: number) => () => verify(origin, { linf: 0, l2: 0.5 + by, l1: 0 }, plan, 17);
    expect(beyond(0.9e-6)).not.toThrow();
    expect(beyond(1.1e-6)).toThrow('image 17: its l2 distance is 0.5000011, beyond 0.5');
  });

  it('lets 0 and 1 pass', () => {
    const black = Float32Array.of(0, 1);
    expect(() => verify(black, { linf: 0, l2: 0, l1: 0 }, plan, 17)).not.toThrow();
  });

  it.each([
    ['beyond its radius', [0.75, 0.25, 0.75, 0.249], 'its l2 distance is 0.50'],
    ['below 0', [0.5, 0.5, -0.25, 0.5], 'value 2 is -0.25, outside'],
    ['above 1', [1.0001, 0.5, 0.5, 0.5], 'value 0 is 1.0001'],
    ['not a number', [0.5, NaN, 0.5, 0.5], 'value 1 is NaN, outside [0,1]'],
  ])('stops an image that is %s, and names it', (_, values, said) => {
    expect(() => check(...values)).toThrow(`image 17: ${said}`);
  });
});
