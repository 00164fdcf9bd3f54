import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { scheduleSchema, type Recipe, type ScheduleName } from '../recipe.js';
import { basic } from '../recipes/basic.js';
import { peerFormulas } from '../testing/peerNumbers.fixture.js';
import { schedules } from './registry.js';
import type { Moment } from './schedule.js';

const byEpoch = (i: number): Moment => ({ epoch: i, step: 3, stepsPerEpoch: 8 });
const byStep = (i: number): Moment => ({ epoch: Math.floor(i / 8), step: i % 8, stepsPerEpoch: 8 });

const cases: readonly (readonly [ScheduleName, Partial<Recipe>, (i: number) => Moment])[] = [
  ['cosine', { epochs: 20 }, byEpoch],
  ['warmup-cosine', { epochs: 20, warmupEpochs: 5 }, byEpoch],
  ['multi-step', { epochs: 15, milestones: [5, 10], decay: 0.1 }, byEpoch],
  ['cyclic', { epochs: 5, peak: 0.4 }, byStep],
];

describe('schedules', () => {
  it.each(cases)('%s is that of PyTorch, as bcos and robustness use it', (name, changes, momentOf) => {
    const rates = lookUp(peerFormulas().schedules, name);
    expect(rates.length).toBeGreaterThan(10);
    rates.forEach((rate, i) => {
      expect(0.4 * schedules[name].share({ ...basic, ...changes }, momentOf(i))).toBeCloseTo(rate, 12);
    });
  });

  it('stay within [0,1] everywhere', () => {
    const moments = fc.record({
      epochs: fc.integer({ min: 6, max: 200 }),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    });
    fc.assert(
      fc.property(moments, fc.constantFrom(...scheduleSchema.options), ({ epochs, at }, name) => {
        const moment = {
          epoch: Math.floor(at * epochs),
          step: Math.floor(((at * epochs) % 1) * 100),
          stepsPerEpoch: 100,
        };
        const share = schedules[name].share({ ...basic, epochs, milestones: [2, 4] }, moment);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});
