/** A mean of a measure in three digits; one of a thousand or more, or of less than a thousandth, as a power of ten. */
export function measureNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1000 || size < 0.001)) return value.toExponential(1);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** The interval of a mean, in brackets. */
export function measureInterval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `(${measureNumber(low)} to ${measureNumber(high)})`;
}
