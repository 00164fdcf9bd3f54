import { expect, it } from 'vitest';
import { float32At } from '@bcos-bench/vocabulary';
import { noisyInputs, type NoisyInputs } from './noisyInputs.js';

const inverse: NoisyInputs = {
  index: Int32Array.of(4, 9),
  inputs: Float32Array.from({ length: 2 * 4 * 4 * 6 }, (_, place) => (place % 6 < 3 ? 0.25 : 0.75)),
  shape: [4, 4, 6],
  imageChannels: 3,
  seed: 1,
};

it('keeps inverse channels inverses, and values in [0,1]', () => {
  const noisy = noisyInputs(inverse, 0);
  for (let pixel = 0; pixel < noisy.length; pixel += 6) {
    for (let channel = 0; channel < 3; channel += 1) {
      expect(float32At(noisy, pixel + channel) + float32At(noisy, pixel + 3 + channel)).toBeCloseTo(1, 6);
    }
  }
  const edge = { ...inverse, inputs: inverse.inputs.map((value) => (value < 0.5 ? 0 : 1)) };
  expect(noisyInputs(edge, 0).every((value) => value >= 0 && value <= 1)).toBe(true);
});

it('depends on the image and the copy, and on nothing else', () => {
  const second = { ...inverse, index: Int32Array.of(9), inputs: inverse.inputs.slice(96) };
  expect(noisyInputs(second, 0)).toEqual(noisyInputs(inverse, 0).slice(96));
  expect(noisyInputs(second, 1)).not.toEqual(noisyInputs(second, 0));
});
