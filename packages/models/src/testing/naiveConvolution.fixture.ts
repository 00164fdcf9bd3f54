import type { Tensor4D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
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
    add(result.y, atY, at(xs, atX) * at(ks, atKernel));
    add(result.dx, atX, at(dys, atY) * at(ks, atKernel));
    add(result.dKernel, atKernel, at(dys, atY) * at(xs, atX));
  });
  return result;
}

function add(sums: Float64Array, place: number, term: number): void {
  sums[place] = at(sums, place) + term;
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
  forEachBelow(count, rows, (n, row) => {
    forEachBelow(columns, size, (column, i) => {
      const h = row * geometry.stride + i - geometry.padding;
      forEachBelow(size, inputs, (j, input) => {
        const w = column * geometry.stride + j - geometry.padding;
        if (h < 0 || h >= height || w < 0 || w >= width) return;
        const atX = ((n * height + h) * width + w) * inputs + input;
        for (let output = 0; output < outputs; output += 1) {
          const atKernel = ((i * size + j) * inputs + input) * outputs + output;
          visit(atX, atKernel, ((n * rows + row) * columns + column) * outputs + output);
        }
      });
    });
  });
}

/** All pairs of whole numbers from 0 on, the first below one limit and the second below another. */
function forEachBelow(firsts: number, seconds: number, visit: (first: number, second: number) => void): void {
  for (let first = 0; first < firsts; first += 1) {
    for (let second = 0; second < seconds; second += 1) visit(first, second);
  }
}
