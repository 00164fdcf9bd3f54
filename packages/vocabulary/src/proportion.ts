import { z } from 'zod';

/** A share of images with its Wilson 95% interval; `value`, `low` and `high` are in [0,1]. */
export const proportionSchema = z.object({
  correct: z.int().nonnegative(),
  total: z.int().nonnegative(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Proportion = z.infer<typeof proportionSchema>;

/** A share in per cent with its count and interval: `83.0% (83 of 100; 95%: 74.5 to 89.1)`. */
export function proportionInWords({ correct, total, value, low, high }: Proportion): string {
  return `${percent(value)}% (${correct} of ${total}; 95%: ${percent(low)} to ${percent(high)})`;
}

/** A share in per cent with one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

/** The 97.5th percentile of the normal distribution: two-sided 95%. */
const Z95 = 1.959963984540054;

/** `correct` of `total` with the Wilson score interval (Wilson 1927), which stays within [0,1] also at 0 and at `total`. */
export function proportion(correct: number, total: number): Proportion {
  if (total === 0) return { correct, total, value: 0, low: 0, high: 1 };
  const value = correct / total;
  const z2 = Z95 * Z95;
  const centre = (value + z2 / (2 * total)) / (1 + z2 / total);
  const half = (Z95 / (1 + z2 / total)) * Math.sqrt((value * (1 - value)) / total + z2 / (4 * total * total));
  return { correct, total, value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
