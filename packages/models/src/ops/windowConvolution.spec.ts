import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import type { ConvGeometry } from './convGeometry.js';
import { outputSize } from './convolution.js';
import { windowConvolve, windowInputGradient } from './windowConvolution.js';

onTensorFlow();

const from = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const anyCase = fc
  .record({
    geometry: fc.record({ kernel: from(1, 5), stride: from(1, 4), padding: from(0, 3) }),
    ...{ images: from(1, 4), height: from(1, 9), width: from(1, 9), inputs: from(1, 20), outputs: from(1, 35) },
  })
  .filter(({ geometry: { kernel, padding }, height, width }) => Math.min(height, width) + 2 * padding >= kernel);
type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function tensorsOf({ geometry, images, height, width, inputs, outputs }: Case): {
  readonly x: Tensor4D;
  readonly kernel: Tensor4D;
  readonly dy: Tensor4D;
} {
  const dyShape: Tensor4D['shape'] = [images, outputSize(height, geometry), outputSize(width, geometry), outputs];
  return {
    x: seededTensor<tf.Rank.R4>('x', [images, height, width, inputs]),
    kernel: seededTensor<tf.Rank.R4>('kernel', [geometry.kernel, geometry.kernel, inputs, outputs]),
    dy: seededTensor<tf.Rank.R4>('dy', dyShape),
  };
}

/** An op that this backend has. */
function present(tensor: Tensor4D | null): Tensor4D {
  if (tensor === null) throw new Error('the backend has no convolution of its own');
  return tensor;
}

/** Of what may cancel out, so that it says nothing beside the sum itself, only beside that of the sizes of its terms. */
function largestDifference(tensor: Tensor4D, expected: Float64Array): number {
  return Math.max(...tensor.dataSync().map((value, i) => Math.abs(value - at(expected, i))));
}

function imageOf(whole: Tensor4D, image: number): Tensor4D {
  return tf.slice(whole, [image, 0, 0, 0], [1, -1, -1, -1]);
}

describe('a convolution by its own op', () => {
  it('is the convolution by its definition, and so is its gradient, at any size, stride and padding', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        tf.tidy(() => {
          const { x, kernel, dy } = tensorsOf(given);
          const expected = naiveConvolution(x, kernel, dy, given.geometry);
          const sizes = naiveConvolution(tf.abs(x), tf.abs(kernel), tf.abs(dy), given.geometry);
          const y = present(windowConvolve(x, kernel, given.geometry));
          expect(y.shape).toEqual(dy.shape);
          expect(largestDifference(y, expected.y)).toBeLessThanOrEqual(1e-6 * Math.max(...sizes.y));
          const dx = present(windowInputGradient(dy, kernel, x.shape, given.geometry));
          expect(dx.shape).toEqual(x.shape);
          expect(largestDifference(dx, expected.dx)).toBeLessThanOrEqual(1e-6 * Math.max(...sizes.dx));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives an image the same bits in any batch, and so does its gradient', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        tf.tidy(() => {
          const { x, kernel, dy } = tensorsOf(given);
          const convolve = (images: Tensor4D): Tensor4D => present(windowConvolve(images, kernel, given.geometry));
          const differentiate = (images: Tensor4D): Tensor4D =>
            present(windowInputGradient(images, kernel, x.shape, given.geometry));
          const [y, dx] = [convolve(x), differentiate(dy)];
          for (let image = 0; image < given.images; image += 1) {
            expect(convolve(imageOf(x, image)).dataSync()).toEqual(imageOf(y, image).dataSync());
            expect(differentiate(imageOf(dy, image)).dataSync()).toEqual(imageOf(dx, image).dataSync());
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, ConvGeometry, readonly [number, number, number, number], RegExp]>([
    [
      'of another number of channels',
      { kernel: 3, stride: 2, padding: 1 },
      [3, 3, 2, 4],
      /packed kernel must have 432 numbers/,
    ],
    ['that is not square', { kernel: 3, stride: 2, padding: 1 }, [3, 1, 3, 4], /packed kernel must have 432 numbers/],
    ['that does not fit', { kernel: 7, stride: 1, padding: 0 }, [7, 7, 3, 4], /does not fit into \[1,4,4,3\]/],
  ])('refuses a kernel %s', (_name, geometry, shape, fault) => {
    const x = seededTensor<tf.Rank.R4>('x', [1, 4, 4, 3]);
    expect(() => windowConvolve(x, tf.ones<tf.Rank.R4>([...shape]), geometry)).toThrow(fault);
  });
});
