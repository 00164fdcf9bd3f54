import { float32At } from '@bcos-bench/vocabulary';

/**
 * Numbers summed over the channels of each pixel.
 * @param values [N, rows, columns, channels]
 * @returns [N, rows, columns]
 */
export function channelSums(values: Float32Array, channels: number): Float32Array {
  return new Float32Array(values.length / channels).map((_, pixel) => {
    let sum = 0;
    for (let place = pixel * channels; place < (pixel + 1) * channels; place += 1) sum += float32At(values, place);
    return sum;
  });
}

/**
 * Maps of one number a pixel, repeated in every channel: what stands for weights where a method has none.
 * @param maps [N, rows, columns]
 * @returns [N, rows, columns, channels]
 */
export function inEveryChannel(maps: Float32Array, channels: number): Float32Array {
  return new Float32Array(maps.length * channels).map((_, place) => float32At(maps, Math.floor(place / channels)));
}
