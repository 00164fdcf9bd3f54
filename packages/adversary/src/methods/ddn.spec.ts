import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { linearSearch } from '../testing/linearSearch.fixture.js';
import { ddn } from './ddn.js';

const weights = [3, -4, 1, 0.5];
const smallest = 0.8 / Math.hypot(...weights);
const options = { 'step-size': 1, gamma: 0.05, 'initial-radius': 0.3 };

beforeAll(async () => {
  await openPlain();
});

describe('DDN on a linear network', () => {
  it('comes as near to the smallest radius as its last change of it', () => {
    const { nearest } = linearSearch(ddn, 'l2', { weights, threshold: 0.8 }, options);
    expect(nearest).toBeGreaterThan(smallest - 1e-6);
    expect(nearest).toBeLessThan(smallest * 1.05);
  });

  it('grows and shrinks the radius by gamma, whatever the size of the gradient', () => {
    for (const scale of [1, 1e-30]) {
      const { lengths } = linearSearch(ddn, 'l2', { weights, threshold: 0.8 }, options, scale);
      expect(lengths[1]).toBeCloseTo(0.3 * 1.05, 5);
      expect(lengths[2]).toBeCloseTo(0.3 * 1.05 * 0.95, 5);
    }
  });

  it('stays finite where the gradient is 0', () => {
    expect(linearSearch(ddn, 'l2', { weights: [0, 0, 0, 0], threshold: 1 }, options).lengths.at(-1)).toBe(0);
  });
});
