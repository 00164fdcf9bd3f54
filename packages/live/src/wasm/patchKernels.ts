import type { TensorInfo } from '@tensorflow/tfjs-core';
import { PATCH_STABILISER } from '@bcos-bench/models';
import { at, float32At } from '@bcos-bench/vocabulary';
import { wasmKernel, type KernelCall } from './wasmKernel.js';

/** The squared norm of every patch of `x` [N,H,W,C]: [N,H',W',1], plus the stabiliser. */
const patchSquares = wasmKernel('PatchSquares', (call) => {
  const x = call.input('x');
  const windows = windowsOver(call, x);
  const sums = call.make([windows.images, windows.down, windows.across, 1]);
  const pixels = squaresOfPixels(call.numbers(x), at(x.shape, 3));
  const out = call.numbers(sums);
  out.fill(PATCH_STABILISER);
  eachRun(windows, (pixel, patch, step, count) => addRun(out, patch, 1, pixels, pixel, step, count));
  return [sums];
});

/** `dx` plus the gradient of the squared norms with respect to `x`, from their gradient `gs`. */
const addPatchGradient = wasmKernel('PatchSquaresGradAdd', (call) => {
  const x = call.input('x');
  const sum = call.make(x.shape);
  const gradient = call.numbers(call.input('gs'));
  const spread = new Float32Array(call.numbers(x).length / at(x.shape, 3));
  eachRun(windowsOver(call, x), (pixel, patch, step, count) => addRun(spread, pixel, step, gradient, patch, 1, count));
  addScaled(call.numbers(sum), call.numbers(call.input('dx')), call.numbers(x), spread);
  return [sum];
});

export const patchKernels = [patchSquares, addPatchGradient];

/** The windows of a convolution over images. */
interface Windows {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly down: number;
  readonly across: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

function windowsOver({ attribute }: KernelCall, { shape }: TensorInfo): Windows {
  const [kernel, stride, pad] = [attribute('k'), attribute('stride'), attribute('pad')];
  const [images, height, width] = [at(shape, 0), at(shape, 1), at(shape, 2)];
  const along = (side: number): number => Math.floor((side + 2 * pad - kernel) / stride) + 1;
  return { images, height, width, down: along(height), across: along(width), kernel, stride, pad };
}

/** Some windows of a line, and what each of them has at one of its places: pixels that lie `step` apart. */
type VisitRun = (pixel: number, patch: number, step: number, count: number) => void;

/** Visits every line of windows and each of a window's places there, as far as these lie within the image. */
function eachRun({ images, height, width, down, across, kernel, stride, pad }: Windows, visit: VisitRun): void {
  for (let line = 0; line < images * down; line += 1) {
    const image = Math.floor(line / down);
    const top = (line % down) * stride - pad;
    for (let row = Math.max(0, top); row < Math.min(height, top + kernel); row += 1) {
      for (let offset = -pad; offset < kernel - pad; offset += 1) {
        const first = Math.max(0, Math.ceil(-offset / stride));
        const end = Math.min(across, Math.floor((width - 1 - offset) / stride) + 1);
        visit((image * height + row) * width + first * stride + offset, line * across + first, stride, end - first);
      }
    }
  }
}

/** Adds `count` numbers of `from` to as many of `to`. */
function addRun(
  to: Float32Array,
  target: number,
  targetStep: number,
  from: Float32Array,
  source: number,
  sourceStep: number,
  count: number,
): void {
  for (let i = 0; i < count; i += 1) {
    const place = target + i * targetStep;
    to[place] = float32At(to, place) + float32At(from, source + i * sourceStep);
  }
}

/** `dx + 2 * x * spread`, where `spread` has a number for each pixel. */
function addScaled(out: Float32Array, dx: Float32Array, x: Float32Array, spread: Float32Array): void {
  const channels = x.length / spread.length;
  let place = 0;
  for (const share of spread) {
    for (let channel = 0; channel < channels; channel += 1) {
      out[place] = float32At(dx, place) + 2 * share * float32At(x, place);
      place += 1;
    }
  }
}

/** The sum over channels of the squares of each pixel. */
function squaresOfPixels(x: Float32Array, channels: number): Float32Array {
  const squares = new Float32Array(x.length / channels);
  let place = 0;
  for (let pixel = 0; pixel < squares.length; pixel += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const value = float32At(x, place);
      sum += value * value;
      place += 1;
    }
    squares[pixel] = sum;
  }
  return squares;
}
