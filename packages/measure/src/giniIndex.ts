/** The Gini index of |values|: 0 where all are equal, near 1 where one has it all; null where all are 0. */
export function giniIndex(values: Float32Array): number | null {
  const sizes = Float64Array.from(values, Math.abs).sort();
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum === 0) return null;
  const weighted = sizes.reduce((total, size, place) => total + (2 * (place + 1) - sizes.length - 1) * size, 0);
  return weighted / (sizes.length * sum);
}
