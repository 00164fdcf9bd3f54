import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { openTensorFlow } from '../tensorflow.js';
import { bitsOf } from '../testing/bits.fixture.js';
import {
  openFusedOps,
  relativeError,
  someValues,
  tensorOf,
  type FusedOps,
  type Shape,
  type Window,
} from './fusedOps.fixture.js';

let ops: FusedOps;
beforeAll(async () => {
  ops = await openFusedOps();
});

const outShape = ([n, h, w]: Shape, { k, stride, pad }: Window): Shape => {
  const along = (side: number): number => Math.floor((side + 2 * pad - k) / stride) + 1;
  return [n, along(h), along(w), 1];
};

/** Calls `visit` with the place of a window's sum and the place of each value in that window. */
function visitWindows(shape: Shape, window: Window, visit: (sum: number, value: number) => void): void {
  const [n, h, w, c] = shape;
  const [, outHeight, outWidth] = outShape(shape, window);
  const { k, stride, pad } = window;
  for (let sum = 0; sum < n * outHeight * outWidth; sum += 1) {
    const top = (Math.floor(sum / outWidth) % outHeight) * stride - pad;
    const left = (sum % outWidth) * stride - pad;
    const image = Math.floor(sum / (outHeight * outWidth));
    for (let y = Math.max(top, 0); y < Math.min(top + k, h); y += 1) {
      for (let x = Math.max(left, 0); x < Math.min(left + k, w); x += 1) {
        for (let i = 0; i < c; i += 1) visit(sum, ((image * h + y) * w + x) * c + i);
      }
    }
  }
}

function squaresByLoop(x: Float32Array, shape: Shape, window: Window): number[] {
  const sums = new Array<number>(outShape(shape, window).reduce((a, b) => a * b)).fill(1e-6);
  visitWindows(shape, window, (sum, value) => {
    sums[sum] = at(sums, sum) + at(x, value) ** 2;
  });
  return sums;
}

function gradAddByLoop(dx: Float32Array, x: Float32Array, gs: Float32Array, shape: Shape, window: Window): number[] {
  const out = Array.from(dx);
  visitWindows(shape, window, (sum, value) => {
    out[value] = at(out, value) + 2 * at(x, value) * at(gs, sum);
  });
  return out;
}

const CASES: readonly { readonly shape: Shape; readonly window: Window }[] = [
  { shape: [2, 8, 8, 16], window: { k: 1, stride: 1, pad: 0 } },
  { shape: [2, 8, 8, 16], window: { k: 1, stride: 2, pad: 0 } },
  { shape: [3, 32, 32, 6], window: { k: 3, stride: 1, pad: 1 } },
  { shape: [2, 9, 7, 19], window: { k: 3, stride: 2, pad: 1 } },
  { shape: [1, 16, 12, 6], window: { k: 7, stride: 2, pad: 3 } },
  { shape: [2, 5, 4, 3], window: { k: 7, stride: 1, pad: 3 } },
  { shape: [2, 6, 6, 8], window: { k: 3, stride: 1, pad: 0 } },
  { shape: [1, 1, 1, 512], window: { k: 3, stride: 1, pad: 1 } },
];

const side = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

const anyCase = fc
  .record({
    shape: fc.tuple(side(3), side(7), side(7), side(18)),
    k: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.integer({ min: 0, max: 4 }),
  })
  .filter(({ shape: [, h, w], k, pad }) => pad < k && Math.min(h, w) + 2 * pad >= k)
  .map(({ shape, ...window }) => ({ shape, window }));

describe('PatchSquares', () => {
  const check = ({ shape, window }: (typeof CASES)[number]): void => {
    tf.tidy(() => {
      const x = someValues(shape, 1);
      const s = ops.patchSquares(tensorOf(x, shape), window);
      expect(s.shape).toEqual(outShape(shape, window));
      expect(relativeError(s.dataSync(), squaresByLoop(x, shape, window))).toBeLessThan(1e-5);
    });
  };

  it.each(CASES)('sums the squares under the window: $shape $window', check);

  it('sums the squares under any window', () => {
    fc.assert(fc.property(anyCase, check), { numRuns: 60 });
  });

  it('is 1e-6 where there is nothing, and empty where there are no images', () => {
    const window = { k: 3, stride: 1, pad: 1 };
    tf.tidy(() => {
      expect(Array.from(ops.patchSquares(tf.zeros([1, 1, 2, 4]), window).dataSync())).toEqual(
        [1e-6, 1e-6].map(Math.fround),
      );
      expect(Array.from(ops.patchSquares(tf.zeros([1, 1, 2, 0]), window).dataSync())).toEqual(
        [1e-6, 1e-6].map(Math.fround),
      );
      expect(ops.patchSquares(tf.zeros([0, 4, 4, 3]), window).shape).toEqual([0, 4, 4, 1]);
    });
  });

  it('rounds an image the same in any batch', () => {
    const window = { k: 3, stride: 2, pad: 1 };
    tf.tidy(() => {
      const x = tensorOf(someValues([5, 9, 9, 19], 1), [5, 9, 9, 19]);
      const apart = tf.unstack(x).map((image) => ops.patchSquares(tf.expandDims(image), window));
      expect(bitsOf(ops.patchSquares(x, window))).toEqual(bitsOf(tf.concat(apart)));
    });
  });

  it.each([
    ['three dimensions', [4, 4, 3], { k: 1, stride: 1, pad: 0 }, /x must be \[N, H, W, C\]|rank 4/],
    ['a window that does not fit', [1, 2, 2, 3], { k: 5, stride: 1, pad: 1 }, /window of 5 does not fit/],
    ['no stride', [1, 4, 4, 3], { k: 3, stride: 0, pad: 1 }, /stride/],
    ['no window', [1, 4, 4, 3], { k: 0, stride: 1, pad: 0 }, /'k'/],
    ['negative padding', [1, 4, 4, 3], { k: 3, stride: 1, pad: -1 }, /'pad'/],
    ['padding as wide as the window', [1, 4, 4, 3], { k: 3, stride: 1, pad: 3 }, /k must be above pad/],
    ['a window without end', [1, 4, 4, 3], { k: 1 << 30, stride: 1, pad: 1 << 29 }, /at most 1024/],
  ])('refuses %s', (_name, shape, window, message) => {
    const x = tf.zeros(shape);
    expect(() => ops.patchSquares(x, window)).toThrow(message);
    x.dispose();
  });
});

describe('PatchSquaresGradAdd', () => {
  const check = ({ shape, window }: (typeof CASES)[number]): void => {
    tf.tidy(() => {
      const sums = outShape(shape, window);
      const [dx, x, gs] = [someValues(shape, 2), someValues(shape, 3), someValues(sums, 4)];
      const out = ops.patchSquaresGradAdd(tensorOf(dx, shape), tensorOf(x, shape), tensorOf(gs, sums), window);
      expect(out.shape).toEqual(shape);
      expect(relativeError(out.dataSync(), gradAddByLoop(dx, x, gs, shape, window))).toBeLessThan(1e-5);
    });
  };

  it.each(CASES)('adds the gradient of the squares: $shape $window', check);

  it('adds the gradient of the squares under any window', () => {
    fc.assert(fc.property(anyCase, check), { numRuns: 60 });
  });

  it('leaves its inputs as they were', () => {
    tf.tidy(() => {
      const shape: Shape = [1, 4, 4, 8];
      const dx = tensorOf(someValues(shape, 2), shape);
      ops.patchSquaresGradAdd(dx, dx, tf.ones([1, 4, 4, 1]), { k: 3, stride: 1, pad: 1 });
      expect(dx.dataSync()).toEqual(someValues(shape, 2));
    });
  });

  it.each([
    ['dx of another shape', [1, 4, 4, 2], [1, 4, 4, 1], /dx must be \[1,4,4,3\] as x|same/],
    ['gs of another shape', [1, 4, 4, 3], [1, 2, 2, 1], /gs must be \[1,4,4,1\], but is \[1,2,2,1\]/],
    ['gs with channels', [1, 4, 4, 3], [1, 4, 4, 3], /gs must be/],
  ])('refuses %s', (_name, dxShape, gsShape, message) => {
    tf.tidy(() => {
      const run = () =>
        ops.patchSquaresGradAdd(tf.zeros(dxShape), tf.zeros([1, 4, 4, 3]), tf.zeros(gsShape), {
          k: 3,
          stride: 1,
          pad: 1,
        });
      expect(run).toThrow(message);
    });
  });
});

it('both run in a traced graph, to the same bits', async () => {
  const engine = await openTensorFlow();
  const window = { k: 3, stride: 2, pad: 1 };
  const x = tensorOf(someValues([2, 8, 8, 6], 1), [2, 8, 8, 6]);
  const both = (input: tf.Tensor): tf.Tensor[] => {
    const s = ops.patchSquares(input, window);
    return [s, ops.patchSquaresGradAdd(input, input, s, window)];
  };
  const traced = engine.trace(both, [x]);
  expect(traced.run([x]).map(bitsOf)).toEqual(both(x).map(bitsOf));
  traced.dispose();
});
