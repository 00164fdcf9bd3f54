import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { linearSearch } from '../testing/linearSearch.fixture.js';
import { fmn } from './fmn.js';

const weights = [3, -4, 1, 0.5];
const options = { 'step-size': 1, gamma: 0.05 };

beforeAll(async () => {
  await openPlain();
});

describe('FMN on a linear network', () => {
  it.each([
    ['l2', Math.hypot(...weights)],
    ['linf', weights.reduce((sum, weight) => sum + Math.abs(weight), 0)],
  ] as const)('comes to within one in a thousand of the smallest %s radius there is', (norm, slope) => {
    const threshold = 0.8;
    const { nearest } = linearSearch(fmn, norm, { weights, threshold }, options);
    expect(nearest).toBeGreaterThan(threshold / slope - 1e-6);
    expect(nearest).toBeLessThan((threshold / slope) * 1.001);
  });

  it('takes the first radius from the slope of the loss', () => {
    const { lengths } = linearSearch(fmn, 'l2', { weights, threshold: 0.8 }, options);
    expect(lengths[0]).toBe(0);
    expect(lengths[1]).toBeCloseTo(0.8 / Math.hypot(...weights), 5);
  });

  it('stays at an image that is misclassified already', () => {
    const { nearest, lengths } = linearSearch(fmn, 'l2', { weights, threshold: -0.1 }, options);
    expect(nearest).toBe(0);
    expect(Math.max(...lengths)).toBe(0);
  });

  it('finds none where there is none, and stays finite where the gradient is 0', () => {
    const far = linearSearch(fmn, 'linf', { weights, threshold: 100 }, options);
    expect(far.nearest).toBeNull();
    expect(Math.max(...far.lengths)).toBeCloseTo(0.6, 6);
    expect(linearSearch(fmn, 'l2', { weights: [0, 0, 0, 0], threshold: 1 }, options).lengths.at(-1)).toBe(0);
  });
});
