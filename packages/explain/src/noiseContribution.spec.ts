import { describe, expect, it } from 'vitest';
import { noiseContribution } from './noiseContribution.js';

const of = (weights: number[], attacked: number[], clean: number[]): number =>
  noiseContribution(Float32Array.from(weights), Float32Array.from(attacked), Float32Array.from(clean));

describe('noiseContribution', () => {
  it('weighs the difference of the inputs', () => {
    expect(of([2, -1, 5], [0.75, 0.5, 1], [0.25, 0.25, 1])).toBe(0.75);
  });
  it('is zero without noise', () => {
    expect(of([2, -1], [0.1, 0.2], [0.1, 0.2])).toBe(0);
  });
});
