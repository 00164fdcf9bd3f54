import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment, scale } from './augmentation.js';

/** A picture whose pixels say where they are: red is the row, green the column, blue is 255. */
const telltale = Uint8Array.from(
  { length: 3072 },
  (_, i) => [Math.floor(i / 96), Math.floor((i % 96) / 3), 255][i % 3] ?? NaN,
);

function augmented(key: { seed: number; epoch: number; index: number }): Float32Array {
  const target = new Float32Array(3072);
  augment(telltale, target, key);
  return target;
}

/** The source row and column of the pixel at (row, column), or null where it is padding. */
function sourceOf(picture: Float32Array, row: number, column: number): { row: number; column: number } | null {
  const at = (row * 32 + column) * 3;
  if (picture[at + 2] === 0) return null;
  return { row: Math.round((picture[at] ?? NaN) * 255), column: Math.round((picture[at + 1] ?? NaN) * 255) };
}

const keys = fc.record({ seed: fc.nat(1000), epoch: fc.nat(100), index: fc.nat(50_000) });

describe('augmentation', () => {
  it('shifts a picture by at most four pixels, mirrored or not, and pads with zeros', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const picture = augmented(key);
        const centre = sourceOf(picture, 15, 15);
        const neighbour = sourceOf(picture, 15, 16);
        const direction = (neighbour?.column ?? NaN) - (centre?.column ?? NaN);
        expect(Math.abs(direction)).toBe(1);
        const down = (centre?.row ?? NaN) - 15;
        expect(Math.abs(down)).toBeLessThanOrEqual(4);
        const across = (centre?.column ?? NaN) - (direction === 1 ? 15 : 16);
        expect(Math.abs(across)).toBeLessThanOrEqual(4);
        for (const row of [0, 7, 31]) {
          for (const column of [0, 20, 31]) {
            const from = { row: row + down, column: (centre?.column ?? NaN) + direction * (column - 15) };
            const inside = [from.row, from.column].every((place) => place >= 0 && place < 32);
            expect(sourceOf(picture, row, column)).toEqual(inside ? from : null);
          }
        }
      }),
    );
  });

  it('depends on seed, epoch and picture, and on nothing else', () => {
    const key = { seed: 1, epoch: 2, index: 3 };
    expect(augmented(key)).toEqual(augmented(key));
    const others = [0, 1, 2, 3, 4, 5, 6, 7].map((epoch) => augmented({ ...key, epoch }).join());
    expect(new Set(others).size).toBeGreaterThan(4);
  });

  it('mirrors about every other picture', () => {
    const mirrored = Array.from({ length: 400 }, (_, index) => augmented({ seed: 0, epoch: 0, index })).filter(
      (picture) => (sourceOf(picture, 15, 16)?.column ?? NaN) < (sourceOf(picture, 15, 15)?.column ?? NaN),
    );
    expect(mirrored.length).toBeGreaterThan(150);
    expect(mirrored.length).toBeLessThan(250);
  });
});

describe('scale', () => {
  it('maps bytes to [0,1]', () => {
    const target = new Float32Array(3072);
    scale(telltale, target);
    expect([target[2], target[1], target[4]]).toEqual([1, 0, Math.fround(1 / 255)]);
  });
});
