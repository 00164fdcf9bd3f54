import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireSoundPages } from './pageHeaders.js';

const VALUES = 6;
const PACKED = 25;

/** A whole number of Thrift's compact protocol, as the field after the one before it. */
const number = (value: number): number[] => [0x15, ...varint(value < 0 ? -2 * value - 1 : 2 * value)];
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const structure = (step: number, fields: readonly number[]): number[] => [step * 16 + 12, ...fields, 0];

interface SaidOfPage {
  readonly packed?: number;
  readonly unpacked?: number;
  /** Values, nulls, rows, encoding and the bytes of both kinds of levels. */
  readonly own?: readonly number[];
}

/** A data page of version 2, with its bytes. */
function page({ packed = PACKED, unpacked = 26, own = [VALUES, 0, VALUES, 0, 0, 2] }: SaidOfPage): Uint8Array {
  const sizes = [number(3), number(unpacked), number(packed)].flat();
  return Uint8Array.from([...sizes, ...structure(5, own.flatMap(number)), 0, ...Array<number>(PACKED).fill(7)]);
}

describe('the pages of a column chunk', () => {
  it('are sound as a writer makes them, one after the other', () => {
    const sound = page({});
    expect(() => requireSoundPages(sound, VALUES)).not.toThrow();
    expect(() => requireSoundPages(Uint8Array.from([...sound, ...sound]), VALUES)).not.toThrow();
  });

  it.each<[string, SaidOfPage, string]>([
    ['lacks the length of its levels', { own: [VALUES, 0, VALUES, 0] }, 'a page lacks a count of itself'],
    ['is of a size below 0', { packed: -PACKED }, 'a page lacks a count of itself'],
    ['is longer than its chunk', { packed: PACKED + 1 }, 'a page is cut'],
    ['unpacks to gigabytes', { unpacked: 2 ** 31 }, 'a page is cut'],
    ['has more values than its chunk', { own: [VALUES + 1, 0, 1, 0, 0, 0] }, 'a page says that it has too many values'],
    ['has more nulls than values', { own: [VALUES, 7, 1, 0, 0, 0] }, 'a page has fewer values than rows'],
    ['has more rows than values', { own: [VALUES, 0, 7, 0, 0, 0] }, 'a page has fewer values than rows'],
    ['has levels that are longer than itself', { own: [VALUES, 0, 1, 0, 13, 13] }, 'the levels of a page are cut'],
  ])('are refused where one %s', (_, said, reason) => {
    expect(() => requireSoundPages(page(said), VALUES)).toThrow(new RangeError(reason));
  });

  it('are refused or sound, whatever the bytes, and the check ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(30), (bytes, place) => {
        const spoilt = page({});
        spoilt.set(bytes.subarray(0, spoilt.length - place), place);
        try {
          requireSoundPages(spoilt, VALUES);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
