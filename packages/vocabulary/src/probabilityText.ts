const DECIMALS = 4;

/** A p-value as people read it, such as `0.0213`, or `< 0.0001` where it is smaller. */
export function probabilityText(p: number): string {
  const smallest = 10 ** -DECIMALS;
  return p < smallest ? `< ${smallest.toFixed(DECIMALS)}` : p.toFixed(DECIMALS);
}
