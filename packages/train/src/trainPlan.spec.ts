import { describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/stage';
import { attackStrength, cosineRate, parseAdversarial } from './trainPlan.js';

describe('--adversarial', () => {
  it('reads norm, radius and steps', () => {
    expect(parseAdversarial('linf:8/255:7')).toEqual({ norm: 'linf', eps: 8 / 255, steps: 7 });
    expect(parseAdversarial('l2:0.5:10')).toEqual({ norm: 'l2', eps: 0.5, steps: 10 });
  });

  it.each([
    '',
    'linf',
    'linf:8/255',
    'l1:8/255:7',
    'linf:8/0:7',
    'linf:-1:7',
    'linf:8/255:0',
    'linf:8/255:1.5',
    'l2:1:2:3',
  ])('refuses %j', (text) => {
    expect(() => parseAdversarial(text)).toThrow(UsageFault);
  });
});

describe('the cosine schedule', () => {
  it('begins at the full rate, passes half of it half-way, and ends just above zero', () => {
    expect(cosineRate(0.1, 0, 100)).toBe(0.1);
    expect(cosineRate(0.1, 50, 100)).toBeCloseTo(0.05, 12);
    // torch.optim.lr_scheduler.CosineAnnealingLR(T_max=100) after 99 epochs.
    expect(cosineRate(0.1, 99, 100)).toBeCloseTo(2.4671981713420017e-5, 15);
  });
});

describe('the strength of the attack', () => {
  it('grows evenly over the warm-up and is whole after it', () => {
    expect([0, 1, 2, 3, 4, 9].map((step) => attackStrength(step, 3))).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  it('is whole from the start without a warm-up', () => {
    expect(attackStrength(0, 0)).toBe(1);
  });
});
