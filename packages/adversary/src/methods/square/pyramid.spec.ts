import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { at } from '@bcos-bench/vocabulary';
import { pyramid, pyramidIn } from './pyramid.js';
import { drawnWindow } from './window.js';

const [ROWS, COLUMNS] = [9, 11];

beforeAll(async () => {
  await openPlain();
});

const single = (value: number): Tensor4D => tf.tensor4d([value], [1, 1, 1, 1]);

/** The tensor code's pyramid of a side, with its first pixel in a row and a column: the numbers of an image. */
function drawnAt(side: number, row: number, column: number, isTurned: boolean): Float32Array {
  return tf.tidy(() => {
    const place = (line: number, length: number) => single((line + 0.5) / (length - side + 1));
    const window = drawnWindow(single(side), [place(row, ROWS), place(column, COLUMNS)], ROWS, COLUMNS);
    return pyramidIn(window, tf.greater(single(isTurned ? 1 : 0), 0)).dataSync<'float32'>();
  });
}

describe('the pyramid', () => {
  it('is that of the paper for three pixels', () => {
    const heights = [
      [0.25, 1.25, 0.25],
      [-0.25, -0.25, -0.25],
      [-0.25, -1.25, -0.25],
    ];
    const length = Math.hypot(...heights.flat());
    const found = pyramid(3).flat();
    heights.flat().forEach((height, i) => expect(at(found, i)).toBeCloseTo(height / length, 12));
  });

  it.each([1, 2, 3, 4, 5, 8, 9])('of side %d is in the window where it is drawn, and nowhere else', (side) => {
    const heights = pyramid(side);
    expect(Math.hypot(...heights.flat())).toBeCloseTo(1, 12);
    for (const isTurned of [false, true]) {
      for (const [row, column] of [
        [0, 0],
        [ROWS - side, COLUMNS - side],
        [Math.floor((ROWS - side) / 2), COLUMNS - side],
      ] as const) {
        const expected = Array.from({ length: ROWS * COLUMNS }, (_, i) => {
          const [y, x] = [Math.floor(i / COLUMNS) - row, (i % COLUMNS) - column];
          if (y < 0 || x < 0 || y >= side || x >= side) return 0;
          return isTurned ? at(at(heights, x), y) : at(at(heights, y), x);
        });
        drawnAt(side, row, column, isTurned).forEach((height, i) => expect(height).toBeCloseTo(at(expected, i), 6));
      }
    }
  });
});

describe('a window', () => {
  it('lies within the image for every number that is drawn, also for 1, and can lie everywhere', () => {
    const found = Array.from({ length: 101 }, (_, i) =>
      tf.tidy(() => {
        const { mask, row } = drawnWindow(single(4), [single(i / 100), single(1)], ROWS, COLUMNS);
        expect(tf.sum(mask).dataSync()[0]).toBe(16);
        return -at(row.dataSync(), 0);
      }),
    );
    expect([...new Set(found)].map((row) => row + 0)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
