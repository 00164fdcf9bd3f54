import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestBox } from './nearestMark.js';

const dot = (x: number, y: number) => ({ x, y, width: 0, height: 0 });

it('finds the nearest dot, the first of equals, and none out of reach', () => {
  const dots = [dot(0, 0), dot(10, 0), dot(10, 0)];
  expect(nearestBox(dots, 6, 0, 20)).toBe(1);
  expect(nearestBox(dots, 4, 3, 20)).toBe(0);
  expect(nearestBox(dots, 0, 21, 20)).toBeNull();
  expect(nearestBox([], 0, 0, 20)).toBeNull();
});

it('is at a bar anywhere within it', () => {
  const bars = [
    { x: 0, y: 0, width: 10, height: 100 },
    { x: 12, y: 90, width: 10, height: 10 },
  ];
  expect(nearestBox(bars, 9, 95, 20)).toBe(0);
  expect(nearestBox(bars, 12, 95, 20)).toBe(1);
});

it('finds no box that is further away than another', () => {
  const coordinate = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1 }), coordinate, coordinate, (at, x, y) => {
      const found =
        at[
          nearestBox(
            at.map(([a, b]) => dot(a, b)),
            x,
            y,
            1000,
          ) ?? -1
        ];
      const distances = at.map(([a, b]) => Math.hypot(a - x, b - y));
      expect(found === undefined ? NaN : Math.hypot(found[0] - x, found[1] - y)).toBe(Math.min(...distances));
    }),
  );
});
