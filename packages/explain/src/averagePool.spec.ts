import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { averagePool } from './averagePool.js';

/** The definition: every window's sum, zeros beyond the edge, by the window's whole area. */
function byDefinition(map: Float32Array, side: number, size: number): number[] {
  const reach = (size - 1) / 2;
  return Array.from(map, (_, pixel) => {
    let sum = 0;
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        const row = Math.floor(pixel / side) + down;
        const column = (pixel % side) + right;
        const inside = row >= 0 && row < side && column >= 0 && column < side;
        sum += inside ? at(map, row * side + column) : 0;
      }
    }
    return sum / size ** 2;
  });
}

describe('averagePool', () => {
  it('counts the zeros beyond the edge', () => {
    const pooled = averagePool(new Float32Array(32 * 32).fill(1), 32, 15);
    expect(pooled[16 * 32 + 16]).toBe(1);
    expect(pooled[0]).toBeCloseTo(64 / 225, 6);
    expect(pooled[16]).toBeCloseTo((8 * 15) / 225, 6);
  });
  it('is the average of every window', () => {
    const maps = fc.integer({ min: 1, max: 7 }).chain((side) =>
      fc.record({
        side: fc.constant(side),
        size: fc.constantFrom(1, 3, 5, 9),
        map: fc.float32Array({ minLength: side ** 2, maxLength: side ** 2, min: 0, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(maps, ({ side, size, map }) => {
        const expected = byDefinition(map, side, size);
        averagePool(map, side, size).forEach((value, pixel) => {
          expect(value).toBeCloseTo(at(expected, pixel), 6);
        });
      }),
    );
  });
});
