import { float32At, numbersOf, type TensorShape } from '@bcos-bench/vocabulary';

/**
 * Inputs of which only a part is kept: each number times the share of its pixel.
 * @param inputs [N, rows, columns, channels]
 * @param keptOf the share of each pixel, in [0,1], of the input in a row: [rows, columns]
 */
export function hidden(inputs: Float32Array, shape: TensorShape, keptOf: (row: number) => Float32Array): Float32Array {
  const size = numbersOf(shape);
  const channels = shape[2];
  const left = new Float32Array(inputs.length);
  for (let from = 0; from < inputs.length; from += size) {
    const kept = keptOf(from / size);
    for (let place = 0; place < size; place += 1) {
      left[from + place] = float32At(inputs, from + place) * float32At(kept, Math.floor(place / channels));
    }
  }
  return left;
}
