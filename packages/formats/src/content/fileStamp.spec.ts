import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileStamp, isSettled, type StampedStatus } from './fileStamp.js';

const whole = fc.bigInt({ min: 0n, max: 2n ** 63n });
const status: fc.Arbitrary<StampedStatus> = fc.record({
  dev: whole,
  ino: whole,
  size: whole,
  mtimeNs: whole,
  ctimeNs: whole,
});

describe('fileStamp', () => {
  it.each(['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const)('is another one for another %s, by one', (field) => {
    fc.assert(
      fc.property(status, (found) => {
        expect(fileStamp('/a', { ...found, [field]: found[field] + 1n })).not.toBe(fileStamp('/a', found));
      }),
    );
  });

  it('is another one for another path, and the same for the same', () => {
    fc.assert(
      fc.property(status, fc.string(), fc.string(), (found, a, b) => {
        expect(fileStamp(a, { ...found })).toBe(fileStamp(a, found));
        if (a !== b) expect(fileStamp(a, found)).not.toBe(fileStamp(b, found));
      }),
    );
  });
});

describe('isSettled', () => {
  const now = 1_700_000_000_000;
  const ns = BigInt(now) * 1_000_000n;
  const at = (mtimeNs: bigint, ctimeNs: bigint): StampedStatus => ({ dev: 1n, ino: 1n, size: 1n, mtimeNs, ctimeNs });

  it.each([
    ['both two seconds old', -2_000_000_000n, -2_000_000_000n, true],
    ['written a nanosecond later', -1_999_999_999n, -2_000_000_000n, false],
    ['of a younger status', -2_000_000_000n, -1_999_999_999n, false],
    ['written in the future', 1n, -5_000_000_000n, false],
    ['of a status in the future', -5_000_000_000n, 1n, false],
  ])('%s', (_name, mtime, ctime, settled) => {
    expect(isSettled(at(ns + mtime, ns + ctime), now)).toBe(settled);
  });
});
