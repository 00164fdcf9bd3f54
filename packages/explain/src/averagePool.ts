import { float64At } from '@bcos-bench/vocabulary';

/**
 * The average of the `size` x `size` window around every pixel of a map, as PyTorch's `avg_pool2d` with stride 1 and
 * padding (size - 1) / 2: beyond the edge lie zeros, and they count.
 * @param map a number for each pixel, row by row
 * @param columns how many a row has
 * @param size odd
 */
export function averagePool(map: Float32Array, columns: number, size: number): Float32Array {
  const reach = (size - 1) / 2;
  const rows = map.length / columns;
  const values = new Float64Array(map);
  const rowSums = new Float64Array(map.length);
  const averages = new Float32Array(map.length);
  for (let pixel = 0; pixel < map.length; pixel += 1) {
    const column = pixel % columns;
    rowSums[pixel] = sumOf(values, pixel - column, 1, column - reach, column + reach, columns);
  }
  for (let pixel = 0; pixel < map.length; pixel += 1) {
    const row = Math.floor(pixel / columns);
    averages[pixel] = sumOf(rowSums, pixel % columns, columns, row - reach, row + reach, rows) / size ** 2;
  }
  return averages;
}

/** The sum of the places `from` to `to`, as far as they are in [0, side), of the line that begins at `start`. */
function sumOf(values: Float64Array, start: number, stride: number, from: number, to: number, side: number): number {
  let sum = 0;
  for (let place = Math.max(0, from); place <= Math.min(side - 1, to); place += 1) {
    sum += float64At(values, start + place * stride);
  }
  return sum;
}
