import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unitRange, writeUnitRange } from './unitRange.js';

it('is the float32 nearest to a 255th of every byte', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect([...unitRange(bytes)]).toEqual([...bytes].map((byte) => Math.fround(byte / 255)));
});

it('writes to the beginning of what it is given, and no further', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(3), (bytes, more) => {
      const values = new Float32Array(bytes.length + more).fill(-1);
      writeUnitRange(bytes, values);
      expect(values.subarray(0, bytes.length)).toEqual(unitRange(bytes));
      expect(values.subarray(bytes.length).every((value) => value === -1)).toBe(true);
    }),
  );
});
