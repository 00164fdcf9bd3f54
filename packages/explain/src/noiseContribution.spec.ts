import { describe, expect, it } from 'vitest';
import { noiseContribution } from './noiseContribution.js';

describe('noiseContribution', () => {
  it('weighs the difference of the inputs', () => {
    expect(noiseContribution([2, -1, 5], [0.75, 0.5, 1], [0.25, 0.25, 1])).toBe(0.75);
  });
  it('is zero without noise', () => {
    expect(noiseContribution([2, -1], [0.1, 0.2], [0.1, 0.2])).toBe(0);
  });
});
