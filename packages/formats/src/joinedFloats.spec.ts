import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinedFloats } from './joinedFloats.js';

it('keeps every number in order', () => {
  fc.assert(
    fc.property(fc.array(fc.float32Array()), (parts) => {
      expect(joinedFloats(parts)).toEqual(Float32Array.from(parts.flatMap((part) => [...part])));
    }),
  );
});
