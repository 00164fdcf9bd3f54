import { at } from '@bcos-bench/vocabulary';
import type { Dtype, OnnxArray } from '@bcos-bench/onnx-file';

/** The most numbers of an array that is computed here and not as a tensor: shapes, indices, positions. */
export const MOST_FOLDED = 2 ** 22;

/** An array of numbers. */
export function arrayOf(dtype: Dtype, shape: readonly number[], numbers: ArrayLike<number>): OnnxArray {
  return { dtype, shape, data: dtype === 'float' ? Float32Array.from(numbers) : Float64Array.from(numbers) };
}

/** A list of whole numbers, as shapes are. */
export function ints(numbers: readonly number[]): OnnxArray {
  return arrayOf('int', [numbers.length], numbers);
}

/** How far apart the numbers along each axis lie, row-major. */
export function strides(shape: readonly number[]): number[] {
  const result = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) result[axis] = at(result, axis + 1) * at(shape, axis + 1);
  return result;
}

/**
 * An array of that shape, each number taken from a place of another.
 * @param step how far the place moves along each axis
 * @param start the place of the first number
 */
export function gathered(
  { dtype, data }: OnnxArray,
  shape: readonly number[],
  step: readonly number[],
  start = 0,
): OnnxArray {
  const size = shape.reduce((product, n) => product * n, 1);
  const result = dtype === 'float' ? new Float32Array(size) : new Float64Array(size);
  const index = new Array<number>(shape.length).fill(0);
  let from = start;
  for (let to = 0; to < size; to += 1) {
    result[to] = at(data, from);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const next = at(index, axis) + 1;
      if (next < at(shape, axis)) {
        index[axis] = next;
        from += at(step, axis);
        break;
      }
      index[axis] = 0;
      from -= at(step, axis) * (at(shape, axis) - 1);
    }
  }
  return { dtype, shape, data: result };
}

/** The shape that two shapes have together, as NumPy broadcasts; null where they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let place = 1; place <= rank; place += 1) {
    const [left, right] = [a.at(-place) ?? 1, b.at(-place) ?? 1];
    if (place > a.length || place > b.length || left === right || left === 1 || right === 1) {
      result.unshift(place > a.length || left === 1 ? right : left);
    } else return null;
  }
  return result;
}

/** An array with its numbers repeated to a shape that it broadcasts to. */
export function broadcastTo(array: OnnxArray, shape: readonly number[]): OnnxArray {
  const own = strides(array.shape);
  const lead = shape.length - array.shape.length;
  const step = shape.map((_, axis) => (axis < lead || array.shape[axis - lead] === 1 ? 0 : at(own, axis - lead)));
  return gathered(array, shape, step);
}

/** The axis that a number of ONNX means, which may count from the end; null where there is none. */
export function axisOf(axis: number, rank: number): number | null {
  const counted = axis < 0 ? axis + rank : axis;
  return Number.isInteger(counted) && counted >= 0 && counted < rank ? counted : null;
}
