import { float32At } from '@bcos-bench/vocabulary';

/**
 * Contribution maps: what each pixel adds to the explained logit, the sum over channels of x W(x).
 * @param inputs encoded inputs, `channels` a pixel, of any number of images
 * @param weights the dynamic linear maps, in the shape of `inputs`
 * @returns one number for each pixel
 */
export function contributionMap(inputs: Float32Array, weights: Float32Array, channels: number): Float32Array {
  return new Float32Array(inputs.length / channels).map((_, pixel) => {
    let sum = 0;
    for (let place = pixel * channels; place < (pixel + 1) * channels; place += 1) {
      sum += float32At(inputs, place) * float32At(weights, place);
    }
    return sum;
  });
}
