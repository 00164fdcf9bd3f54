import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import type { GradientField } from '../attribution.js';
import { normalNoise, smoothGrad, type NoiseOf } from './smoothGrad.js';

const CHANNELS = 3;
/** Two images of two pixels. */
const inputs = Float32Array.from({ length: 2 * 2 * CHANNELS }, (_, at) => at / 16);

/** Of the made-up logit sum (x - 1/4)²: a gradient that changes its sign. */
function field(index: Int32Array, points: Float32Array): GradientField & { readonly asked: Float32Array[] } {
  const asked: Float32Array[] = [];
  const gradientAt = (at: Float32Array): Float32Array => {
    asked.push(at.slice());
    return at.map((value) => 2 * (value - 0.25));
  };
  return { index, inputs: points, channels: CHANNELS, gradient: gradientAt(points), gradientAt, asked };
}

const settings = { samples: 4, noise: 0.5, seed: 1 };

describe('smoothGrad', () => {
  it('is the size of the gradient, summed over channels, where there is no noise', () => {
    const { weights, contribution } = smoothGrad({ ...settings, noise: 0 })(field(Int32Array.of(5, 9), inputs));
    expect(weights).toEqual(inputs.map((value) => 2 * (value - 0.25)));
    const sizes = Array.from({ length: 4 }, (_, pixel) =>
      weights.subarray(CHANNELS * pixel, CHANNELS * (pixel + 1)).reduce((sum, slope) => sum + Math.abs(slope), 0),
    );
    expect([...contribution]).toEqual(sizes);
  });
  it('takes the mean over copies with the noise it is given', () => {
    const noiseOf: NoiseOf = (image, sample, count) =>
      new Float32Array(count).map((_, at) => (image + 1) * (sample - 1) + at);
    const asked = field(Int32Array.of(0, 1), inputs);
    const { weights, contribution } = smoothGrad({ samples: 2, noise: 0.5, seed: 0 }, noiseOf)(asked);
    const [, first, second] = asked.asked;
    expect(first?.[0]).toBe(-0.5);
    expect(second?.[0]).toBe(0);
    expect(first?.[7]).toBe(7 / 16 + 0.5 * (-2 + 1));
    // At the first place: gradients of -1.5 and -0.5.
    expect(weights[0]).toBe(-1);
    // Of the second pixel of the first image: |gradients| at 3/16, 4/16, 5/16, moved by (2, 3, 4)/2 less a half, and by as much.
    const sizes = [3, 4, 5].map((place) => {
      const moved = [place - 1, place].map((noise) => Math.abs(2 * (place / 16 + noise / 2 - 0.25)));
      return (at(moved, 0) + at(moved, 1)) / 2;
    });
    expect(contribution[1]).toBeCloseTo(
      sizes.reduce((sum, size) => sum + size, 0),
      6,
    );
  });
  it('gives an image the same noise wherever it stands, and another seed another', () => {
    const size = 2 * CHANNELS;
    const both = smoothGrad(settings)(field(Int32Array.of(5, 9), inputs));
    const alone = smoothGrad(settings)(field(Int32Array.of(9), inputs.subarray(size)));
    expect(alone.weights).toEqual(both.weights.subarray(size));
    const other = smoothGrad({ ...settings, seed: 2 })(field(Int32Array.of(9), inputs.subarray(size)));
    expect(other.weights).not.toEqual(alone.weights);
  });
});

describe('normalNoise', () => {
  it('is normal, and differs from copy to copy and from image to image', () => {
    const values = normalNoise(3)(1, 0, 20_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(normalNoise(3)(1, 1, 10)).not.toEqual(values.subarray(0, 10));
    expect(normalNoise(3)(2, 0, 10)).not.toEqual(values.subarray(0, 10));
    expect(normalNoise(3)(1, 0, 10)).toEqual(values.subarray(0, 10));
  });
});
