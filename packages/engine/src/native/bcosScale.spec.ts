import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, only } from '@bcos-bench/vocabulary';
import { openTensorFlow } from '../tensorflow.js';
import { bitsOf } from '../testing/bits.fixture.js';
import { openFusedOps, relativeError, someValues, tensorOf, type FusedOps, type Shape } from './fusedOps.fixture.js';

let ops: FusedOps;
beforeAll(async () => {
  ops = await openFusedOps();
});

/** The transform of one number, as the article has it. */
function transform(lin: number, s: number, b: number): number {
  const norm = Math.sqrt(s);
  if (b === 1) return lin;
  return b === 2 ? (lin * Math.abs(lin)) / norm : (Math.abs(lin / norm) + 1e-6) ** (b - 1) * lin;
}

/** The derivative of `f` at `x`, by central difference in double precision. */
function slope(f: (x: number) => number, x: number): number {
  const step = 1e-6 * Math.abs(x);
  return (f(x + step) - f(x - step)) / (2 * step);
}

const pixelsOf = ([n, h, w]: Shape): Shape => [n, h, w, 1];

/** `lin`, squared norms in [0.5, 4.5) and the gradient of the output, for one shape. */
function inputs(shape: Shape): { lin: Float32Array; s: Float32Array; g: Float32Array } {
  const s = someValues(pixelsOf(shape), 6).map((value) => 2.5 + value);
  return { lin: someValues(shape, 5), s, g: someValues(shape, 7) };
}

/** For every value of `lin`: it, and the squared norm of its pixel. */
function visitValues(shape: Shape, visit: (value: number, pixel: number) => number): number[] {
  const [n, h, w, c] = shape;
  return Array.from({ length: n * h * w * c }, (_, value) => visit(value, Math.floor(value / c)));
}

const EXPONENTS = [1, 1.25, 1.3, 1.5, 2, 2.5, 3] as const;
const SHAPES: readonly Shape[] = [
  [2, 8, 8, 16],
  [3, 5, 4, 10],
  [1, 3, 3, 64],
  [2, 2, 2, 3],
];
const CASES = EXPONENTS.flatMap((b) => SHAPES.map((shape) => ({ b, shape })));

const side = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

const anyCase = fc.record({
  b: fc.oneof(fc.constantFrom(...EXPONENTS), fc.double({ min: 1, max: 4, noNaN: true }).map(Math.fround)),
  shape: fc.tuple(side(3), side(4), side(4), side(20)),
});

describe('BcosScale', () => {
  const check = ({ b, shape }: { b: number; shape: Shape }): void => {
    tf.tidy(() => {
      const { lin, s } = inputs(shape);
      const out = ops.bcosScale(tensorOf(lin, shape), tensorOf(s, pixelsOf(shape)), b);
      expect(out.shape).toEqual(shape);
      const expected = visitValues(shape, (i, pixel) => transform(at(lin, i), at(s, pixel), b));
      expect(relativeError(out.dataSync(), expected)).toBeLessThan(1e-5);
    });
  };

  it.each(CASES)('is the transform of b = $b over $shape', check);

  it('is the transform of any exponent', () => {
    fc.assert(fc.property(anyCase, check), { numRuns: 60 });
  });

  it('leaves lin as it is for b = 1, to the bit', () => {
    tf.tidy(() => {
      const shape: Shape = [2, 3, 3, 11];
      const { lin, s } = inputs(shape);
      expect(ops.bcosScale(tensorOf(lin, shape), tensorOf(s, pixelsOf(shape)), 1).dataSync()).toEqual(lin);
    });
  });

  it.each(EXPONENTS)('is 0 at 0 for b = %d', (b) => {
    tf.tidy(() => {
      const out = ops.bcosScale(tf.zeros([1, 1, 1, 9]), tf.fill([1, 1, 1, 1], 1e-6), b);
      expect(Array.from(out.dataSync())).toEqual(new Array(9).fill(0));
    });
  });

  it.each([
    ['s of other pixels', [2, 4, 4, 3], [2, 4, 5, 1], 2, /s must be \[2,4,4,1\], but is \[2,4,5,1\]/],
    ['s with channels', [2, 4, 4, 3], [2, 4, 4, 3], 2, /s must be/],
    ['three dimensions', [4, 4, 3], [4, 4, 1], 2, /lin must be/],
    ['b below 1', [1, 1, 1, 3], [1, 1, 1, 1], 0.5, /b must be at least 1/],
    ['b that is not a number', [1, 1, 1, 3], [1, 1, 1, 1], NaN, /b must be at least 1/],
  ])('refuses %s', (_name, linShape, sShape, b, message) => {
    tf.tidy(() => {
      expect(() => ops.bcosScale(tf.zeros(linShape), tf.ones(sShape), b)).toThrow(message);
    });
  });
});

describe('BcosScaleGrad', () => {
  const check = ({ b, shape }: { b: number; shape: Shape }): void => {
    tf.tidy(() => {
      const { lin, s, g } = inputs(shape);
      const tensors = [tensorOf(lin, shape), tensorOf(s, pixelsOf(shape)), tensorOf(g, shape)] as const;
      const gradients = ops.bcosScaleGrad(...tensors, b);
      expect(gradients.map((gradient) => gradient.shape)).toEqual([shape, pixelsOf(shape)]);
      const glin = visitValues(
        shape,
        (i, pixel) => at(g, i) * slope((value) => transform(value, at(s, pixel), b), at(lin, i)),
      );
      const gs = new Array<number>(s.length).fill(0);
      visitValues(shape, (i, pixel) => {
        const change = at(g, i) * slope((value) => transform(at(lin, i), value, b), at(s, pixel));
        return (gs[pixel] = at(gs, pixel) + change);
      });
      const errors = [glin, gs].map((expected, i) => relativeError(at(gradients, i).dataSync(), expected));
      expect(Math.max(...errors)).toBeLessThan(1e-5);
    });
  };

  it.each(CASES)('is the true gradient for b = $b over $shape', check);

  it('is the true gradient for any exponent', () => {
    fc.assert(fc.property(anyCase, check), { numRuns: 60 });
  });

  it.each(EXPONENTS)('is finite at 0 for b = %d', (b) => {
    tf.tidy(() => {
      const gradients = ops.bcosScaleGrad(
        tf.zeros([1, 1, 1, 9]),
        tf.fill([1, 1, 1, 1], 1e-6),
        tf.ones([1, 1, 1, 9]),
        b,
      );
      const expected = b === 1 ? 1 : b === 2 ? 0 : 1e-6 ** (b - 1);
      expect(relativeError(at(gradients, 0).dataSync(), new Array<number>(9).fill(expected))).toBeLessThan(1e-6);
      expect(Math.abs(only(at(gradients, 1).dataSync()))).toBe(0);
    });
  });

  it('refuses g of another shape than lin', () => {
    tf.tidy(() => {
      const run = () => ops.bcosScaleGrad(tf.zeros([1, 2, 2, 4]), tf.ones([1, 2, 2, 1]), tf.ones([1, 2, 2, 1]), 2);
      expect(run).toThrow(/g must be \[1,2,2,4\] as lin, but is \[1,2,2,1\]/);
    });
  });
});

it.each(EXPONENTS)('both run in a traced graph, to the same bits, for b = %d', async (b) => {
  const engine = await openTensorFlow();
  const shape: Shape = [2, 4, 4, 10];
  const { lin, s, g } = inputs(shape);
  const tensors = [tensorOf(lin, shape), tensorOf(s, pixelsOf(shape)), tensorOf(g, shape)];
  const both = (...[first, second, third]: tf.Tensor[]): tf.Tensor[] => {
    if (first === undefined || second === undefined || third === undefined) throw new Error('three inputs');
    return [ops.bcosScale(first, second, b), ...ops.bcosScaleGrad(first, second, third, b)];
  };
  const traced = engine.trace(both, tensors);
  expect(traced.run(tensors).map(bitsOf)).toEqual(both(...tensors).map(bitsOf));
  traced.dispose();
});
