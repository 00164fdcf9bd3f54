import type { Dtype, OnnxArray } from '@bcos-bench/onnx-file';

/**
 * What a node reads or makes, as it is known before anything is computed. Shapes are those of one unit: of one image, or of as many as
 * a graph of a fixed batch takes at a time. A batch of G units holds G times as many numbers along one axis, unit after unit.
 */
export interface Value {
  readonly dtype: Dtype;
  /** Of one unit, in the axes of ONNX, such as [1, channels, rows, columns]. */
  readonly shape: readonly number[];
  /** The axis along which units stand one after the other; null where the value is the same for all. */
  readonly batch: number | null;
  /** How its tensor lies: place i holds axis `order[i]`. Channels last are [0, 2, 3, 1]. */
  readonly order: readonly number[];
  /** Its numbers, where they do not depend on images and lie in the order of the axes. */
  readonly known: OnnxArray | null;
}

/** What is said of a value that is made; the axes' own order unless another is given. */
export interface ValueTraits {
  readonly shape: readonly number[];
  readonly batch: number | null;
  readonly order?: readonly number[];
  readonly dtype?: Dtype;
  /** Whether it is computed from values of other types, as by `Where` and `Cast`. */
  readonly mixed?: boolean;
}

/** The axes of a value of `rank` in their own order. */
export function ownOrder(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis);
}

/** Whether two lists of numbers are the same. */
export function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** How many numbers a unit of that shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** The shape of a value's tensor for `units`. */
export function tensorShape({ shape, batch, order }: Omit<Value, 'dtype' | 'known'>, units: number): number[] {
  return order.map((axis) => (shape[axis] ?? 1) * (axis === batch ? units : 1));
}
