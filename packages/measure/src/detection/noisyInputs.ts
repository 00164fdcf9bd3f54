import { pixelStream } from '@bcos-bench/random';
import { at, float32At, numbersOf, type TensorShape } from '@bcos-bench/vocabulary';
import { DETECTION_NOISE } from '../randomPurposes.js';

/** The standard deviation of the noise, in units of [0,1]: ten grey levels of 255. */
const DEVIATION = 0.04;

/** Inputs of a network, and what the noise on them depends on. */
export interface NoisyInputs {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  /** [N, rows, columns, channels] in [0,1]. */
  readonly inputs: Float32Array;
  readonly shape: TensorShape;
  /** Channels of an image: as many of the input, or half. */
  readonly imageChannels: number;
  readonly seed: number;
}

/**
 * Inputs with normal noise, cut to [0,1], that depends on the seed, the image and the number of the copy: the same for an image before and
 * after an attack. Inverse channels get the negative noise, so that they stay inverses.
 */
export function noisyInputs({ index, inputs, shape, imageChannels, seed }: NoisyInputs, copy: number): Float32Array {
  const noisy = new Float32Array(inputs.length);
  const [size, channels] = [numbersOf(shape), shape[2]];
  const add = (place: number, noise: number): void => {
    noisy[place] = Math.min(1, Math.max(0, float32At(inputs, place) + noise));
  };
  for (let row = 0; row < index.length; row += 1) {
    const stream = pixelStream(seed, DETECTION_NOISE, at(index, row), copy);
    for (let pixel = row * size; pixel < (row + 1) * size; pixel += channels) {
      for (let channel = 0; channel < imageChannels; channel += 1) {
        const noise = DEVIATION * stream.normal();
        add(pixel + channel, noise);
        if (channels === 2 * imageChannels) add(pixel + imageChannels + channel, -noise);
      }
    }
  }
  return noisy;
}
