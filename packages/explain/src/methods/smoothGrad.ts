import { randomStream } from '@bcos-bench/random';
import { float32At, float64At } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod, AttributionSettings, GradientField } from '../attribution.js';
import { trueGradient } from './trueGradient.js';

/** Keeps the noise of SmoothGrad apart from other random numbers of an image. */
const SMOOTH_GRAD = 0x53_47;

/**
 * The noise of one copy of one image, of standard deviation 1.
 * @param count how many numbers: in the order of the network's input
 */
export type NoiseOf = (image: number, sample: number, count: number) => Float32Array;

/** Normal noise that depends on the seed, the image and the copy, and on nothing else. */
export function normalNoise(seed: number): NoiseOf {
  return (image, sample, count) => {
    const stream = randomStream(seed, SMOOTH_GRAD, image, sample);
    return new Float32Array(count).map(() => stream.normal());
  };
}

/**
 * SmoothGrad (Smilkov et al. 2017) as in Captum (`NoiseTunnel` over `Saliency`): the mean of |gradient| over noisy copies of
 * the input, which are not cut to [0,1]. No input is multiplied, so that the sum of an attribution means nothing; what stands
 * for W(x) is the mean of the gradients with their signs.
 */
export function smoothGrad(
  { samples, noise, seed }: Pick<AttributionSettings, 'samples' | 'noise' | 'seed'>,
  noiseOf: NoiseOf = normalNoise(seed),
): Attribute<GradientField> {
  return ({ index, inputs, channels, gradientAt }) => {
    const size = inputs.length / index.length;
    const mean = new Float64Array(inputs.length);
    const strength = new Float64Array(inputs.length / channels);
    for (let sample = 0; sample < samples; sample += 1) {
      const points = Float32Array.from(inputs);
      for (const [row, image] of index.entries()) {
        noiseOf(image, sample, size).forEach((value, place) => {
          const at = row * size + place;
          points[at] = float32At(inputs, at) + noise * value;
        });
      }
      gradientAt(points).forEach((slope, place) => {
        mean[place] = float64At(mean, place) + slope / samples;
        const pixel = Math.floor(place / channels);
        strength[pixel] = float64At(strength, pixel) + Math.abs(slope) / samples;
      });
    }
    return { weights: Float32Array.from(mean), contribution: Float32Array.from(strength) };
  };
}

/** SmoothGrad with copies and noise of the article, for Captum's usual five copies of noise 1 leave nothing of an image in [0,1]. */
export const smoothGradMethod: AttributionMethod = {
  describe: 'mean size of the gradient around the input',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: { samples: 50, noise: 0.15 },
  random: true,
  create: (settings) => smoothGrad(settings),
};
