import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { philox4x32, randomStream } from './randomStream.js';

function enciphered(...block: Parameters<typeof philox4x32>): string[] {
  return philox4x32(...block).map((word) => word.toString(16).padStart(8, '0'));
}

function first(count: number, ...key: number[]): number[] {
  const stream = randomStream(...key);
  return Array.from({ length: count }, () => stream.uint32());
}

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const keys = fc.array(word, { maxLength: 4 });

describe('philox4x32', () => {
  // The known answers that Random123 (https://github.com/DEShawResearch/random123, tests/kat_vectors) comes with.
  it('gives the known answers of its authors', () => {
    expect(enciphered([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    const ones = 0xffffffff;
    expect(enciphered([ones, ones, ones, ones], [ones, ones])).toEqual([
      '408f276d',
      '41c83b0e',
      'a20bc7c6',
      '6d5451fd',
    ]);
    expect(enciphered([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ]);
  });
});

describe('randomStream', () => {
  it('is the same for the same key, whatever else is drawn', () => {
    fc.assert(
      fc.property(keys, keys, (key, other) => {
        const alone = first(9, ...key);
        const one = randomStream(...key);
        const two = randomStream(...other);
        const mixed = alone.map(() => {
          two.normal();
          return one.uint32();
        });
        expect(mixed).toEqual(alone);
      }),
    );
  });

  it('differs between keys, also where one is the other with zeros behind it', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(first(4, ...a)).not.toEqual(first(4, ...b));
      }),
    );
    expect(first(4, 1)).not.toEqual(first(4, 1, 0));
    expect(first(4)).not.toEqual(first(4, 0));
  });

  it('draws uniform numbers of the right mean and spread, all in [0, 1)', () => {
    const stream = randomStream(7, 1);
    const draws = Array.from({ length: 20_000 }, () => stream.uniform());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(mean(draws)).toBeCloseTo(0.5, 2);
    expect(mean(draws.map((u) => (u - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
  });

  it('draws normal numbers of mean 0, variance 1, kurtosis 3, each independent of the last', () => {
    const stream = randomStream(7, 2);
    const draws = Array.from({ length: 40_000 }, () => stream.normal());
    expect(Math.abs(mean(draws))).toBeLessThan(0.02);
    expect(Math.abs(mean(draws.map((z) => z ** 2)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(draws.map((z) => z ** 4)) - 3)).toBeLessThan(0.25);
    let before = 0;
    const products = draws.map((z) => {
      const product = z * before;
      before = z;
      return product;
    });
    expect(Math.abs(mean(products))).toBeLessThan(0.02);
  });

  it('refuses keys that would silently become others', () => {
    for (const key of [[-1], [0.5], [NaN], [2 ** 32], [1, 2, 3, 4, 5]]) {
      expect(() => randomStream(...key)).toThrow(RangeError);
    }
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
