/**
 * The average of the `size` x `size` window around every pixel of a square map, as PyTorch's `avg_pool2d` with stride 1 and
 * padding (size - 1) / 2: beyond the edge lie zeros, and they count.
 * @param map `side` x `side` numbers
 * @param size odd
 */
export function averagePool(map: Float32Array, side: number, size: number): Float32Array {
  const reach = (size - 1) / 2;
  const rowSums = Float64Array.from(map, (_, pixel) => {
    const column = pixel % side;
    return sumOf(map, pixel - column, 1, column - reach, column + reach, side);
  });
  return Float32Array.from(rowSums, (_, pixel) => {
    const row = Math.floor(pixel / side);
    return sumOf(rowSums, pixel % side, side, row - reach, row + reach, side) / size ** 2;
  });
}

/** The sum of the places `from` to `to`, as far as they are in [0, side), of the line that begins at `start`. */
function sumOf(
  values: Float32Array | Float64Array,
  start: number,
  stride: number,
  from: number,
  to: number,
  side: number,
): number {
  let sum = 0;
  for (let place = Math.max(0, from); place <= Math.min(side - 1, to); place += 1) {
    sum += values[start + place * stride] ?? 0;
  }
  return sum;
}
