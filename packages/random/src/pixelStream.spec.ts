import { describe, expect, it } from 'vitest';
import { pixelStream, xoshiro128 } from './pixelStream.js';

describe('xoshiro128**', () => {
  it('is that of its authors', () => {
    // The reference C code from the state 1, 2, 3, 4.
    const stream = xoshiro128(1, 2, 3, 4);
    expect(Array.from({ length: 6 }, () => stream.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492,
    ]);
  });
});

describe('the stream of a key', () => {
  it('is the same again, and another for another key', () => {
    const numbers = (...key: number[]): number[] => {
      const stream = pixelStream(...key);
      return Array.from({ length: 4 }, () => stream.uint32());
    };
    expect(numbers(1, 2, 3)).toEqual(numbers(1, 2, 3));
    expect(numbers(1, 2, 3)).not.toEqual(numbers(1, 2, 4));
  });

  it('has the mean and the variance that it should', () => {
    const stream = pixelStream(7);
    const moments = (draw: () => number): [number, number] => {
      const numbers = Array.from({ length: 20_000 }, draw);
      const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
      return [mean, numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length];
    };
    const [mean, variance] = moments(() => stream.uniform());
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.005);
    const [normalMean, normalVariance] = moments(() => stream.normal());
    expect(Math.abs(normalMean)).toBeLessThan(0.03);
    expect(Math.abs(normalVariance - 1)).toBeLessThan(0.05);
  });
});
