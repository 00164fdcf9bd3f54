/** The place of the largest number, the first of equals. */
export function argMax(values: Float32Array): number {
  return values.reduce((best, value, place) => (value > (values[best] ?? -Infinity) ? place : best), 0);
}
