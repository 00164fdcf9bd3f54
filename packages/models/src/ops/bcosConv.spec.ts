import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { gradientError } from '../testing/finiteDifferences.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { bcosConv, bcosConvDetached } from './bcosConv.js';
import type { BcosConvOptions } from './bcosConvOptions.js';
import { unitKernel } from './unitKernel.js';

onTensorFlow();

const INPUTS = 4;
const OUTPUTS = 2;

function optionsOf(b: number, maxOut: number, geometry = { kernel: 3, stride: 2, padding: 1 }): BcosConvOptions {
  return { ...geometry, b, maxOut };
}

function inputOf(name: string, count = 2): Tensor4D {
  return seededTensor<tf.Rank.R4>(name, [count, 5, 5, INPUTS]);
}

function kernelFor({ kernel, maxOut, groups = 1 }: BcosConvOptions): Tensor4D {
  return unitKernel(seededTensor<tf.Rank.R4>('kernel', [kernel, kernel, INPUTS / groups, OUTPUTS * maxOut]));
}

const anyOptions = fc
  .record({
    b: fc.oneof(fc.constantFrom(1, 2), fc.double({ min: 1, max: 4, noNaN: true })),
    maxOut: fc.constantFrom(1, 2),
    geometry: fc.constantFrom(
      { kernel: 3, stride: 1, padding: 1 },
      { kernel: 3, stride: 2, padding: 1 },
      { kernel: 1, stride: 1, padding: 0 },
      { kernel: 1, stride: 2, padding: 0 },
    ),
    groups: fc.constantFrom(1, 2),
  })
  .map(({ b, maxOut, geometry, groups }) => ({ ...optionsOf(b, maxOut, geometry), groups }));

function holdsForAll(property: (options: BcosConvOptions, name: string) => void): void {
  fc.assert(
    fc.property(anyOptions, fc.string(), (options, name) => {
      tf.tidy(() => property(options, name));
    }),
    { numRuns: 30 },
  );
}

const ROUNDING = 1e-5;
const SMALLEST = 0.2;

/** The same signs, but no number smaller than 0.2. */
function awayFromZero(x: Tensor4D): Tensor4D {
  return tf.mul(tf.sign(x), tf.add(tf.mul(tf.abs(x), 1 - SMALLEST), SMALLEST));
}

/**
 * How far from s times the output the 1e-6 under the patch norm's root can bring that of s times the input: it changes a
 * squared norm q by the part 1e-6/q, so the factor |cos|^(b-1) by (b-1)/2 of that. The smallest patch is one pixel of a group.
 */
function stabiliserError({ b, groups = 1 }: BcosConvOptions, scale: number): number {
  const smallestPatch = (INPUTS / groups) * SMALLEST ** 2;
  return ((b - 1) / 2) * (1e-6 / smallestPatch) * (1 + 1 / scale ** 2);
}

describe('a B-cos convolution', () => {
  it('is the response times |cos|^(b-1) of one patch, worked out by hand', () => {
    // The patch (3, 4) has norm 5; the unit kernels (1, 0), (0, 1) and (0.6, 0.8) respond with 3, 4 and 5.
    const x = tf.tensor4d([3, 4], [1, 1, 1, 2]);
    const kernel = tf.tensor4d([1, 0, 0.6, 0, 1, 0.8], [1, 1, 2, 3]);
    const computed = (b: number): number[] => [
      ...bcosConv(x, kernel, { kernel: 1, stride: 1, padding: 0, b, maxOut: 1 }).dataSync(),
    ];
    const wanted = (b: number): number[] => [3, 4, 5].map((response) => response * (response / 5) ** (b - 1));
    for (const b of [1, 1.5, 2, 2.5, 3]) {
      computed(b).forEach((value, i) => expect(value).toBeCloseTo(at(wanted(b), i), 4));
    }
    const negative = bcosConv(tf.neg<Tensor4D>(x), kernel, { kernel: 1, stride: 1, padding: 0, b: 2, maxOut: 3 });
    expect(negative.dataSync()[0]).toBeCloseTo(-3 * 0.6, 5);
  });

  it('scales with its input, but for what keeps an empty patch from dividing by zero', () => {
    const scales = fc.double({ min: 0.5, max: 50, noNaN: true });
    fc.assert(
      fc.property(anyOptions, fc.string(), scales, (options, name, scale) => {
        tf.tidy(() => {
          const x = awayFromZero(inputOf(name));
          const kernel = kernelFor(options);
          const scaled = tf.mul<Tensor4D>(bcosConv(x, kernel, options), scale);
          const error = tensorError(bcosConv(tf.mul(x, scale), kernel, options), scaled);
          expect(error).toBeLessThan(ROUNDING + stabiliserError(options, scale));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('sees each image by itself: a permuted batch gives permuted results, a longer one the same', () => {
    holdsForAll((options, name) => {
      const x = inputOf(name, 3);
      const kernel = kernelFor(options);
      const y = bcosConv(x, kernel, options);
      const order = tf.tensor1d([2, 0, 1], 'int32');
      expect(tensorError(bcosConv(tf.gather(x, order), kernel, options), tf.gather(y, order))).toBeLessThan(1e-6);
      const padded = bcosConv(tf.pad(x, [[0, 4], [0, 0], [0, 0], [0, 0]]), kernel, options); // prettier-ignore
      expect(tensorError(tf.slice(padded, [0, 0, 0, 0], y.shape), y)).toBeLessThan(1e-6);
    });
  });

  it('is never larger than the linear response, and as large where the patch is the kernel', () => {
    holdsForAll((options, name) => {
      const x = inputOf(name);
      const kernel = kernelFor(options);
      const linear = tf.abs(bcosConv(x, kernel, { ...options, b: 1 }));
      const excess = tf.max(tf.sub(tf.abs(bcosConv(x, kernel, options)), linear));
      expect(excess.dataSync()[0]).toBeLessThan(1e-5);
    });
    const kernel = kernelFor(optionsOf(2, 1));
    const patch = tf.transpose<Tensor4D>(tf.slice(kernel, [0, 0, 0, 0], [3, 3, INPUTS, 1]), [3, 0, 1, 2]);
    const alike = bcosConv(patch, kernel, optionsOf(2, 1, { kernel: 3, stride: 1, padding: 0 }));
    expect(alike.dataSync()[0]).toBeCloseTo(1, 5);
  });

  it('is 0, not NaN, where there is nothing to see, and so is its gradient', () => {
    const options = optionsOf(2, 1);
    const kernel = kernelFor(options);
    const { value, grad } = tf.valueAndGrad((x: Tensor4D) => tf.sum(bcosConv(x, kernel, options)))(
      tf.zeros([1, 4, 4, INPUTS]),
    );
    expect([value, tf.max(tf.abs(grad))].map((tensor) => tensor.dataSync()[0])).toEqual([0, 0]);
  });
});

describe.each([1, 1.25, 1.5, 2, 2.5, 3])('the gradient of a B-cos convolution, b = %d', (b) => {
  it.each([1, 2])('is that of central differences, maxOut = %d', (maxOut) => {
    const options = optionsOf(b, maxOut);
    const x = inputOf('x', 1);
    const kernel = kernelFor(options);
    expect(gradientError((input: Tensor4D) => bcosConv(input, kernel, options), x)).toBeLessThan(3e-3);
    expect(gradientError((input: Tensor4D) => bcosConv(x, input, options), kernel)).toBeLessThan(3e-3);
    const pointwise = optionsOf(b, maxOut, { kernel: 1, stride: 1, padding: 0 });
    const small = kernelFor(pointwise);
    // Pixels none of which is near a tie of two units, where there is no gradient to speak of.
    const pixels = seededTensor<tf.Rank.R4>('pixels', [1, 2, 2, INPUTS]);
    expect(gradientError((input: Tensor4D) => bcosConv(input, small, pointwise), pixels)).toBeLessThan(3e-3);
  });
});

describe('a detached B-cos convolution', () => {
  it('has the same value', () => {
    holdsForAll((options, name) => {
      const x = inputOf(name);
      const kernel = kernelFor(options);
      expect(tensorError(bcosConvDetached(x, kernel, options), bcosConv(x, kernel, options))).toBeLessThan(1e-6);
    });
  });

  it('has a gradient that is its linear map: with the input it sums to the value', () => {
    holdsForAll((options, name) => {
      const kernel = kernelFor(options);
      const x = inputOf(name);
      const sum = (input: Tensor4D): tf.Scalar => tf.sum(bcosConvDetached(input, kernel, options));
      const { value, grad } = tf.valueAndGrad(sum)(x);
      const scale = tf.sum(tf.abs(tf.mul(grad, x)));
      const difference = tf.div(tf.abs(tf.sub(tf.sum(tf.mul(grad, x)), value)), scale);
      expect(difference.dataSync()[0]).toBeLessThan(1e-5);
    });
  });
});
