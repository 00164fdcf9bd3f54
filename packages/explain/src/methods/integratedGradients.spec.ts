import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import type { GradientField } from '../attribution.js';
import { integratedGradients } from './integratedGradients.js';

/** A made-up logit of two pixels of one channel: a x^m y^n + b y, with its gradient. */
function field(inputs: Float32Array, { a, b, m, n }: { a: number; b: number; m: number; n: number }) {
  const gradientAt = (points: Float32Array): Float32Array => {
    const [x, y] = [at(points, 0), at(points, 1)];
    return Float32Array.of(a * m * x ** (m - 1) * y ** n, a * n * x ** m * y ** (n - 1) + b);
  };
  const [x, y] = [at(inputs, 0), at(inputs, 1)];
  const asked: GradientField = {
    index: Int32Array.of(0),
    inputs,
    channels: 1,
    gradient: gradientAt(inputs),
    gradientAt,
  };
  return { asked, change: a * x ** m * y ** n + b * y };
}

describe('integratedGradients', () => {
  it('is complete: it sums to the logit less that of zeros, exactly so for polynomials', () => {
    const power = fc.integer({ min: 1, max: 4 });
    const unit = fc.float({ min: Math.fround(0.05), max: 1, noNaN: true });
    const slope = fc.integer({ min: -8, max: 8 });
    fc.assert(
      fc.property(unit, unit, slope, slope, power, power, (x, y, a, b, m, n) => {
        const { asked, change } = field(Float32Array.of(x, y), { a, b, m, n });
        // The gradient is of degree m + n - 1 along the line, which half as many points integrate.
        const { contribution } = integratedGradients({ steps: Math.ceil((m + n) / 2) })(asked);
        expect(at(contribution, 0) + at(contribution, 1)).toBeCloseTo(change, 5);
      }),
    );
  });
  it('is not the input times gradient at the input where the logit bends', () => {
    const { asked } = field(Float32Array.of(0.5, 1), { a: 1, b: 0, m: 2, n: 1 });
    const { weights, contribution } = integratedGradients({ steps: 4 })(asked);
    // Of x²y at (t/2, t) the gradient is (t², t²/4), with means 1/3 and 1/12.
    expect([...weights]).toEqual([expect.closeTo(1 / 3, 6), expect.closeTo(1 / 12, 6)]);
    expect([...contribution]).toEqual([expect.closeTo(1 / 6, 6), expect.closeTo(1 / 12, 6)]);
    expect(asked.gradient[0]).toBe(1);
  });
});
