import { at } from '@bcos-bench/vocabulary';

/**
 * Pearson's correlation.
 * @param a any numbers
 * @param b as many numbers
 * @returns a number in [-1,1]; null where either has one value everywhere
 */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, place) => {
    const [x, y] = [value - meanA, at(b, place) - meanB];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  });
  if (squaresA === 0 || squaresB === 0) return null;
  return Math.min(1, Math.max(-1, products / Math.sqrt(squaresA * squaresB)));
}
