import { eachPair } from './eachPair.js';

/**
 * The cosine of two maps taken as vectors: 1 where they are the same but for a positive scale, 0 where they have nothing in
 * common, -1 where one is the other's opposite.
 * @param a any numbers
 * @param b as many numbers
 * @returns a number in [-1,1]; null where a map is zero everywhere
 */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  eachPair(a, b, (x, y) => {
    product += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  });
  if (squaresOfA === 0 || squaresOfB === 0) return null;
  // Rounding may leave the interval by a last bit.
  return Math.min(1, Math.max(-1, product / Math.sqrt(squaresOfA * squaresOfB)));
}
