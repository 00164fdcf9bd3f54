import { boxMuller } from './boxMuller.js';
import { randomStream, type RandomStream } from './randomStream.js';

/**
 * The random numbers of `key` at a tenth of the time that `randomStream` takes, for one number for each pixel: xoshiro128** (Blackman
 * and Vigna 2021), whose state comes from `randomStream`. Uniform numbers have 32 random bits.
 * @param key at most four whole numbers in [0, 2^32)
 */
export function pixelStream(...key: readonly number[]): RandomStream {
  const source = randomStream(...key);
  return xoshiro128(source.uint32(), source.uint32(), source.uint32(), source.uint32());
}

/** The generator from four words of state, of which one at least is not 0. */
export function xoshiro128(a: number, b: number, c: number, d: number): RandomStream {
  const uint32 = (): number => {
    const starred = Math.imul(b, 5);
    const result = Math.imul((starred << 7) | (starred >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => uint32() / 2 ** 32;
  return { uint32, uniform, normal: boxMuller(uniform) };
}
