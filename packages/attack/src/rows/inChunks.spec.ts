import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inChunks } from './inChunks.js';

it('keeps every item in order, and fills all chunks but the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, size) => {
      const chunks = [...inChunks(items, size)];
      expect(chunks.flat()).toEqual(items);
      expect(chunks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= size)).toBe(true);
    }),
  );
});

it('takes no more items than it has to give out', () => {
  let taken = 0;
  const items = function* (): Generator<number> {
    for (;;) {
      taken += 1;
      yield taken;
    }
  };
  expect(inChunks(items(), 4).next().value).toEqual([1, 2, 3, 4]);
  expect(taken).toBe(4);
});
