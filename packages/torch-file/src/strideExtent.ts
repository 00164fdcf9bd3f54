import { at } from '@bcos-bench/vocabulary';

/** Where the numbers of a tensor lie in its storage, in numbers. */
export interface StridedPlace {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** How many numbers a tensor of this shape has; Infinity-like where that is more than a file can hold. */
export function elementCount(shape: readonly number[]): number {
  return shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
}

/** The stretch of a storage from the first number of a tensor to behind its last. */
export function strideExtent({ shape, strides, offset }: StridedPlace): { begin: number; end: number } {
  if (shape.includes(0)) return { begin: 0, end: 0 };
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * at(strides, axis), offset);
  return { begin: offset, end: last + 1 };
}

/** Whether the numbers lie one after the other, the last axis first. */
export function isContiguous({ shape, strides }: StridedPlace): boolean {
  let expected = 1;
  return shape
    .map((size, axis) => ({ size, stride: strides[axis] }))
    .reverse()
    .every(({ size, stride }) => {
      const fits = size === 1 || stride === expected;
      expected *= size;
      return fits;
    });
}
