import { boxMuller } from './boxMuller.js';

/** An endless sequence of random numbers that depends on its key alone. */
export interface RandomStream {
  /** A whole number, uniform in [0, 2^32). */
  uint32(): number;
  /** A number, uniform in [0, 1), of 53 random bits. */
  uniform(): number;
  /** A number of the standard normal distribution. */
  normal(): number;
}

/** The most numbers that a key can have. */
const MAX_KEY = 4;

/**
 * The random numbers of `key`, such as (seed, image, restart): other keys, longer ones too, have other streams, and no
 * stream depends on what was drawn from another. The generator is Philox4x32-10, which counts and enciphers the count
 * (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
 * @param key at most four whole numbers in [0, 2^32)
 * @throws RangeError for any other key
 */
export function randomStream(...key: readonly number[]): RandomStream {
  if (key.length > MAX_KEY) throw new RangeError(`a key has at most ${MAX_KEY} numbers, not ${key.length}`);
  for (const word of key) {
    if (!(Number.isInteger(word) && word >= 0 && word < 2 ** 32)) {
      throw new RangeError(`a key's numbers are whole and in [0, 2^32), which ${word} is not`);
    }
  }
  const [k0, k1, k2, k3] = [...key, 0, 0, 0, 0] as const;
  let block: Block | readonly [] = [];
  let blocks = 0;
  let used = 0;

  const uint32 = (): number => {
    const word = block[used++];
    if (word !== undefined) return word;
    // The length stands in the count, so that (1) and (1, 0) differ.
    block = philox4x32([blocks, key.length, k2, k3], [k0, k1]);
    blocks += 1;
    used = 1;
    return block[0];
  };
  const uniform = (): number => ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53;
  return { uint32, uniform, normal: boxMuller(uniform) };
}

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Four words of 32 bits. */
type Block = readonly [number, number, number, number];

/** The four words of a counter, enciphered under the two words of a key: ten rounds of Philox. */
export function philox4x32(counter: Block, key: readonly [number, number]): Block {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round += 1) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)) | 0;
}
