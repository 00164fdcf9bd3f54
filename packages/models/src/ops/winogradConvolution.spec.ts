import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestError } from '../testing/largestError.fixture.js';
import { naiveConvolution } from '../testing/naiveConvolution.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { winogradConvolve, winogradInputGradient, winogradSuits } from './winogradConvolution.js';

onTensorFlow();

const GEOMETRY = { kernel: 3, stride: 1, padding: 1 };

const side = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const anyShape = fc.record({
  images: side(3),
  height: side(9),
  width: side(9),
  inputs: side(20),
  outputs: side(35),
});

function case3x3(shape: { images: number; height: number; width: number; inputs: number; outputs: number }): {
  readonly x: Tensor4D;
  readonly kernel: Tensor4D;
  readonly dy: Tensor4D;
} {
  const { images, height, width, inputs, outputs } = shape;
  return {
    x: seededTensor<tf.Rank.R4>('x', [images, height, width, inputs]),
    kernel: seededTensor<tf.Rank.R4>('kernel', [3, 3, inputs, outputs]),
    dy: seededTensor<tf.Rank.R4>('dy', [images, height, width, outputs]),
  };
}

describe("Winograd's convolution", () => {
  it('is the convolution by its definition, and so is its gradient, at any size', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        tf.tidy(() => {
          const { x, kernel, dy } = case3x3(shape);
          const expected = naiveConvolution(x, kernel, dy, GEOMETRY);
          expect(largestError(winogradConvolve(x, kernel).dataSync(), expected.y)).toBeLessThan(2e-6);
          expect(largestError(winogradInputGradient(dy, kernel).dataSync(), expected.dx)).toBeLessThan(2e-6);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('gives an image the same bits in any batch', () => {
    const { x, kernel } = case3x3({ images: 7, height: 5, width: 6, inputs: 16, outputs: 16 });
    const together = winogradConvolve(x, kernel);
    for (let image = 0; image < 7; image += 1) {
      const alone = winogradConvolve(tf.slice(x, [image, 0, 0, 0], [1, -1, -1, -1]), kernel);
      expect(alone.dataSync()).toEqual(tf.slice(together, [image, 0, 0, 0], [1, -1, -1, -1]).dataSync());
    }
  });

  it('is as exact as a plain convolution of 64 channels', () => {
    const { x, kernel, dy } = case3x3({ images: 1, height: 8, width: 8, inputs: 64, outputs: 64 });
    const expected = naiveConvolution(x, kernel, dy, GEOMETRY);
    expect(largestError(winogradConvolve(x, kernel).dataSync(), expected.y)).toBeLessThan(1e-6);
  });

  it('suits a 3x3 kernel at stride 1 with one zero of padding, and nothing else', () => {
    expect(winogradSuits(GEOMETRY)).toBe(true);
    expect(winogradSuits({ ...GEOMETRY, stride: 2 })).toBe(false);
    expect(winogradSuits({ ...GEOMETRY, padding: 0 })).toBe(false);
    expect(winogradSuits({ ...GEOMETRY, kernel: 1 })).toBe(false);
  });

  it('refuses a kernel of other sides or of another number of channels', () => {
    const { x } = case3x3({ images: 1, height: 2, width: 2, inputs: 3, outputs: 4 });
    expect(() => winogradConvolve(x, tf.ones([1, 3, 3, 4]))).toThrow('kernel must be [3, 3, I, O]');
    expect(() => winogradConvolve(x, tf.ones([3, 3, 2, 4]))).toThrow('for the channels of x, 3');
  });
});
