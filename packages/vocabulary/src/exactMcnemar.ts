/** How many bits of a quotient's numerator are kept: a number of JavaScript holds 53. */
const KEPT_BITS = 64;

/**
 * The p-value of the exact two-sided test of McNemar (1947) for two classifiers of the same images: where neither is better, each image
 * on which they differ falls to either with probability one half. It is the binomial probability of a split at least as uneven as the one
 * seen, counted in whole numbers.
 * @param onlyA images that A alone classifies rightly
 * @param onlyB images that B alone classifies rightly
 * @returns in [0,1]; 1 where they differ on no image, 0 only where it is too small for a number of 64 bits
 */
export function exactMcnemar(onlyA: number, onlyB: number): number {
  const total = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  let [ways, tail] = [1n, 1n];
  for (let k = 1; k <= fewer; k += 1) {
    ways = (ways * BigInt(total - k + 1)) / BigInt(k);
    tail += ways;
  }
  const dropped = Math.max(0, bitsOf(tail) - KEPT_BITS);
  return Math.min(1, Number(tail >> BigInt(dropped)) * 2 ** (dropped + 1 - total));
}

function bitsOf(value: bigint): number {
  return 4 * value.toString(16).length;
}
