import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, lookUp } from '@bcos-bench/vocabulary';
import { pixelColours, type Colour } from './pixelColour.js';

function colour(...weights: number[]): Colour {
  return lookUp(pixelColours, weights.length)(Float32Array.from([NaN, ...weights]), 1);
}

describe('pixelColours', () => {
  it('shows the share of each channel against its inverse, negative weights cut', () => {
    const [red, green, blue] = colour(3, 1, -5, 1, 0, 2);
    expect(red).toBeCloseTo(0.75, 9);
    expect(green).toBeCloseTo(1, 9);
    expect(blue).toBe(0);
  });
  it('shows where plain channels should go: grey is no matter', () => {
    const [red, green, blue] = colour(2, -1, 0);
    expect(red).toBeCloseTo(1, 9);
    expect(green).toBeCloseTo(0.25, 9);
    expect(blue).toBe(0.5);
  });
  it('shows no weight at all as black with inverses and as grey without', () => {
    expect(colour(0, 0, 0, 0, 0, 0)).toEqual([0, 0, 0]);
    expect(colour(0, 0, 0)).toEqual([0.5, 0.5, 0.5]);
  });
  it.each([3, 6])('stays in [0,1] and does not depend on the scale of %i weights', (channels) => {
    const weights = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: channels, maxLength: channels });
    fc.assert(
      fc.property(weights, (array) => {
        const shown = colour(...array);
        expect(shown).toHaveLength(3);
        colour(...array.map((weight) => weight / 1024)).forEach((value, channel) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(value).toBeCloseTo(at(shown, channel), 8);
        });
      }),
    );
  });
});
