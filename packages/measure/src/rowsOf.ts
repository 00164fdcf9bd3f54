/**
 * Numbers of N things, one thing after the other, as N parts that share their memory.
 * @param values N times as many numbers as each thing has
 */
export function rowsOf(values: Float32Array, count: number): Float32Array[] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * size, (row + 1) * size));
}
