import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { elementCount, isContiguous, strideExtent } from './strideExtent.js';

const place = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 })), { maxLength: 4 })
  .chain((axes) =>
    fc.record({
      shape: fc.constant(axes.map(([size]) => size)),
      strides: fc.constant(axes.map(([, stride]) => stride)),
      offset: fc.integer({ min: 0, max: 20 }),
    }),
  );

/** The places of all numbers, by the definition of strides. */
function places(shape: readonly number[], strides: readonly number[], offset: number): number[] {
  const [size, ...shapes] = shape;
  if (size === undefined) return [offset];
  const [stride, others] = [at(strides, 0), strides.slice(1)];
  return Array.from({ length: size }, (_, i) => places(shapes, others, offset + i * stride)).flat();
}

describe('strides', () => {
  it('reach from the first to behind the last of all places', () => {
    fc.assert(
      fc.property(place, ({ shape, strides, offset }) => {
        const all = places(shape, strides, offset);
        expect(elementCount(shape)).toBe(all.length);
        const wanted = all.length === 0 ? { begin: 0, end: 0 } : { begin: Math.min(...all), end: Math.max(...all) + 1 };
        expect(strideExtent({ shape, strides, offset })).toEqual(wanted);
      }),
    );
  });

  it('are contiguous exactly where the places follow one another', () => {
    fc.assert(
      fc.property(place, ({ shape, strides, offset }) => {
        const all = places(shape, strides, offset);
        if (all.length === 0) return;
        expect(isContiguous({ shape, strides, offset })).toBe(all.every((found, i) => found === offset + i));
      }),
      { numRuns: 1000 },
    );
    expect(isContiguous({ shape: [2, 3], strides: [3, 1], offset: 5 })).toBe(true);
    expect(isContiguous({ shape: [2, 1, 3], strides: [3, 99, 1], offset: 0 })).toBe(true);
    expect(isContiguous({ shape: [2, 3], strides: [1, 2], offset: 0 })).toBe(false);
  });
});
