import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary/at';
import { forms, polygon } from './form.js';

const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true });

describe('forms', () => {
  it('are ten', () => {
    expect(forms.size).toBe(10);
  });

  it.each([...forms])('%s lies within the circle of radius 1', (_name, form) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (angle) => {
        expect(form(1.001 * Math.cos(angle), 1.001 * Math.sin(angle))).toBeGreaterThan(0);
      }),
    );
  });

  it.each([...forms])('%s has a distance that changes no faster than the place', (_name, form) => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (x1, y1, x2, y2) => {
        const change = Math.abs(form(x1, y1) - form(x2, y2));
        expect(change).toBeLessThanOrEqual(Math.hypot(x1 - x2, y1 - y2) + 1e-9);
      }),
    );
  });

  it('cover areas that are not all alike but all well above a pixel', () => {
    for (const [, form] of forms) expect(areaOf(form)).toBeGreaterThan(0.5);
  });

  it.each([
    ['circle', 0, 0, true],
    ['ring', 0, 0, false],
    ['ring', 0.7, 0, true],
    ['crescent', 0.5, 0, false],
    ['crescent', -0.6, 0, true],
    ['cross', 0.6, 0.6, false],
    ['cross', 0, 0.8, true],
    ['hourglass', 0.5, 0, false],
    ['hourglass', 0.4, 0.7, true],
    ['tee', 0.6, 0.5, false],
    ['tee', 0.6, -0.4, true],
    ['tee', 0, 0.8, true],
  ] as const)('%s at (%d, %d): inside is %s', (name, x, y, inside) => {
    expect(lookUp(forms, name)(x, y) < 0).toBe(inside);
  });
});

describe('polygon', () => {
  const square = polygon([
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]);

  it('has the distance to the nearest edge or corner, below 0 within', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const [dx, dy] = [Math.abs(x) - 1, Math.abs(y) - 1];
        const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
        expect(square(x, y)).toBeCloseTo(outside + Math.min(Math.max(dx, dy), 0), 9);
      }),
    );
  });
});

/** By a grid of 100 x 100 points over [-1, 1]. */
function areaOf(form: (x: number, y: number) => number): number {
  let inside = 0;
  for (let i = 0; i < 10_000; i += 1) {
    if (form(((i % 100) - 49.5) / 50, (Math.floor(i / 100) - 49.5) / 50) < 0) inside += 1;
  }
  return (inside / 10_000) * 4;
}
