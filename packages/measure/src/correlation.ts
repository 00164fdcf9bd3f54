import { cosine } from '@bcos-bench/explain';

/**
 * Pearson's correlation.
 * @param a any numbers
 * @param b as many numbers
 * @returns a number in [-1,1]; null where either has one value everywhere
 */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  return cosine(centred(a), centred(b));
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
