/**
 * The entropy of shares of a whole, in nats.
 * @param parts numbers of 0 or more
 * @returns null where all are 0
 */
export function shareEntropy(parts: ArrayLike<number>): number | null {
  const numbers = Float64Array.from(parts);
  const whole = numbers.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return null;
  return numbers.reduce((sum, part) => (part === 0 ? sum : sum - (part / whole) * Math.log(part / whole)), 0);
}
