import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from '../ops/convGeometry.js';
import { outputSize } from '../ops/convolution.js';

/** A convolution and both of its gradients, in doubles. */
export interface NaiveConvolution {
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dKernel: Float64Array;
}

/** Cross-correlation of `x` [N,H,W,I] with `kernel` [k,k,I,O] by its definition, and the gradients for the output's `dy`. */
export function naiveConvolution(
  x: Tensor4D,
  kernel: Tensor4D,
  dy: Tensor4D,
  geometry: ConvGeometry,
): NaiveConvolution {
  const [xs, ks, dys] = [x.dataSync(), kernel.dataSync(), dy.dataSync()];
  const result = { y: new Float64Array(dy.size), dx: new Float64Array(x.size), dKernel: new Float64Array(kernel.size) };
  forEachProduct(x.shape, kernel.shape, geometry, (atX, atKernel, atY) => {
    add(result.y, atY, (xs[atX] ?? NaN) * (ks[atKernel] ?? NaN));
    add(result.dx, atX, (dys[atY] ?? NaN) * (ks[atKernel] ?? NaN));
    add(result.dKernel, atKernel, (dys[atY] ?? NaN) * (xs[atX] ?? NaN));
  });
  return result;
}

function add(sums: Float64Array, place: number, term: number): void {
  sums[place] = (sums[place] ?? NaN) + term;
}

/** Calls `visit` for every product that the definition sums, with the places of its factors and of its sum. */
function forEachProduct(
  [count, height, width, inputs]: Tensor4D['shape'],
  [size, , , outputs]: Tensor4D['shape'],
  geometry: ConvGeometry,
  visit: (atX: number, atKernel: number, atY: number) => void,
): void {
  const rows = outputSize(height, geometry);
  const columns = outputSize(width, geometry);
  for (const [n = 0, row = 0, column = 0, i = 0, j = 0] of places([count, rows, columns, size, size])) {
    const h = row * geometry.stride + i - geometry.padding;
    const w = column * geometry.stride + j - geometry.padding;
    if (h < 0 || h >= height || w < 0 || w >= width) continue;
    for (const [input = 0, output = 0] of places([inputs, outputs])) {
      const atX = ((n * height + h) * width + w) * inputs + input;
      const atKernel = ((i * size + j) * inputs + input) * outputs + output;
      visit(atX, atKernel, ((n * rows + row) * columns + column) * outputs + output);
    }
  }
}

/** All lists of whole numbers below `sizes`. */
function* places(sizes: readonly number[]): Generator<readonly number[]> {
  const [size, ...others] = sizes;
  if (size === undefined) yield [];
  for (let place = 0; place < (size ?? 0); place += 1) {
    for (const rest of places(others)) yield [place, ...rest];
  }
}
